using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using MlPipeline.Models;

namespace MlPipeline.Benchmarks;

/// <summary>Steps of the managed engine and of a bare loop around ONNX Runtime on the same file, in turns, on one thread each.</summary>
internal static class EngineBenchmark
{
    private const int Turns = 5;
    private const double SecondsPerTurn = 0.1;

    public static void Run(string path, TextWriter output)
    {
        var managed = ManagedCharacterModel.Open(path);
        using var native = new BareOnnxRuntime(path, managed.Manifest);
        output.WriteLine("| Sequences at once | ONNX Runtime, µs a step | Managed, µs a step | Ratio |");
        output.WriteLine("|---|---|---|---|");
        foreach (var batch in new[] { 1, 2, 3, 4, 6, 7, 12, 24, 48, 64 })
        {
            var tokens = new long[batch];
            var random = new Random(1);
            for (var i = 0; i < batch; i++)
                tokens[i] = random.Next(managed.Manifest.Vocabulary.FirstCharacter, managed.Manifest.Vocabulary.Count);
            var (state, logits) = (new RecurrentState(managed.Manifest, batch), Array.Empty<float>());
            var step = native.Prepare(tokens);

            var (ours, theirs) = (double.MaxValue, double.MaxValue);
            for (var turn = 0; turn < Turns; turn++)
            {
                ours = Math.Min(ours, Time(() => managed.Forward(tokens, state, ref logits)));
                theirs = Math.Min(theirs, Time(step));
            }

            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"| {batch} | {theirs:0.0} | {ours:0.0} | {theirs / ours:0.00} |"));
        }
    }

    // The shortest of several pieces of a turn, in microseconds a call.
    private static double Time(Action action)
    {
        const int Calls = 20;
        var (best, clock) = (double.MaxValue, Stopwatch.StartNew());
        do
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Calls; i++)
                action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / Calls);
        }
        while (clock.Elapsed.TotalSeconds < SecondsPerTurn);
        return best;
    }

    private sealed class BareOnnxRuntime : IDisposable
    {
        private readonly InferenceSession _session;
        private readonly RunOptions _options = new();
        private readonly ModelManifest _manifest;
        private readonly List<OrtValue> _values = [];

        public BareOnnxRuntime(string path, ModelManifest manifest)
        {
            _manifest = manifest;
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
            _session = new InferenceSession(path, options);
        }

        public Action Prepare(long[] tokens)
        {
            var batch = tokens.Length;
            string[] inputs = ["tokens", .. _manifest.StateNames],
                outputs = ["logits", .. _manifest.StateNames.Select(name => name + "_out")];
            OrtValue State() => Keep(OrtValue.CreateTensorValueFromMemory(
                new float[_manifest.Layers * batch * _manifest.Hidden], [_manifest.Layers, batch, _manifest.Hidden]));
            var text = Keep(OrtValue.CreateTensorValueFromMemory(tokens, [batch, 1]));
            var logits = Keep(
                OrtValue.CreateTensorValueFromMemory(
                    new float[batch * _manifest.Vocabulary.Count], [batch, 1, _manifest.Vocabulary.Count]));
            OrtValue[] before = [text, .. _manifest.StateNames.Select(_ => State())],
                after = [logits, .. _manifest.StateNames.Select(_ => State())];
            return () =>
            {
                _session.Run(_options, inputs, before, outputs, after);
                for (var i = 1; i < before.Length; i++)
                    (before[i], after[i]) = (after[i], before[i]);
            };
        }

        public void Dispose()
        {
            _values.ForEach(value => value.Dispose());
            _options.Dispose();
            _session.Dispose();
        }

        private OrtValue Keep(OrtValue value)
        {
            _values.Add(value);
            return value;
        }
    }
}
