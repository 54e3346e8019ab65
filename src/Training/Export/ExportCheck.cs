using Microsoft.ML.OnnxRuntime;
using MlPipeline.Models;
using MlPipeline.Text;
using MlPipeline.Training.Network;
using static TorchSharp.torch;

namespace MlPipeline.Training.Export;

/// <summary>
/// Proves an export: the file in ONNX Runtime and in the managed engine against the network in TorchSharp, on random names and on
/// real ones, from zero and from non-zero states, as sequences and step by step, in batches of 1 and 33; and names decoded greedily
/// through ML.NET and by the managed engine.
/// </summary>
internal sealed class ExportCheck(string path, CharacterNetwork network, ModelManifest manifest)
{
    /// <summary>Largest difference of a logit that passes.</summary>
    public const double Tolerance = 1e-5;

    // Of a state value, in proportion to it: a cell state grows with the number of tokens, and deep layers amplify. What
    // matters of it shows in the logits of the next token; a wrong order or layer would be off by far more.
    private const double StateTolerance = 1e-4;

    private const int RandomTime = 24;
    private static readonly int[] BatchSizes = [1, 33];

    private ManagedCharacterModel? _opened;
    private double _worst, _worstManaged;
    private long _compared;

    // Opened after a first comparison in ONNX Runtime, which says better what is wrong with a network that diverged.
    private ManagedCharacterModel Managed => _opened ??= ManagedCharacterModel.Open(path);

    /// <summary>Runs all comparisons.</summary>
    /// <param name="names">Real names to read; at least one.</param>
    /// <exception cref="ExportException">A number differs by more than <see cref="Tolerance"/>, or a greedy name differs.</exception>
    public ExportReport Run(IReadOnlyList<string> names)
    {
        using var _ = no_grad();
        using var session = new InferenceSession(path);
        foreach (var batch in BatchSizes)
        {
            CompareSequence(session, RandomTokens(batch), batch);
            CompareSequence(session, NameTokens(names, batch), batch);
        }

        using var model = OnnxCharacterModel.Open(path);
        CompareGreedyNames(Managed, "the managed engine", names);
        return new ExportReport(
            _worst, Tolerance, _compared, BatchSizes, CompareGreedyNames(model, "ML.NET", names), NumericsProbe.Run(model).LogitsSha256,
            _worstManaged, NumericsProbe.FindLogitsSha256(Managed));
    }

    // In two halves, so that the second starts from a state that is not zero.
    private void CompareSequence(InferenceSession session, long[] tokens, int batch)
    {
        using var scope = NewDisposeScope();
        var time = tokens.Length / batch;
        var all = tensor(tokens, [batch, time]);                         // [B, T]
        var runtime = new RuntimeState(manifest, batch);
        var stepped = new RuntimeState(manifest, batch);
        var (managed, read) = (new RecurrentState(manifest, batch), Array.Empty<float>());
        Tensor[][]? states = null;
        foreach (var half in new[] { all.narrow(1, 0, time / 2), all.narrow(1, time / 2, time - time / 2) })
        {
            (var logits, states) = network.Forward(half, states);        // [B, T/2, V]
            var where = $"batch {batch}, {(stepped.Time == 0 ? "first" : "second")} half";
            CompareLogits(Numbers(logits), runtime.Run(session, half), $"{where}, as a sequence");
            Managed.Forward(Tokens(half), managed, ref read);
            _worstManaged = Math.Max(_worstManaged, Compare("logit", Numbers(logits), read, _ => Tolerance, where, "the managed engine"));
            for (var t = 0; t < half.shape[1]; t++)
                CompareLogits(Numbers(logits.select(1, t)), stepped.Run(session, half.narrow(1, t, 1)), $"{where}, step {t}");

            for (var kind = 0; kind < states[0].Length; kind++)
            {
                var state = Numbers(cat([.. states.Select(layer => layer[kind])], dim: 0)); // [L, B, H]
                CompareStates(state, runtime.States[kind], $"{where}, as a sequence");
                CompareStates(state, stepped.States[kind], $"{where}, step by step");
            }
        }
    }

    private int CompareGreedyNames(ICharacterModel model, string engine, IReadOnlyList<string> names)
    {
        var vocabulary = manifest.Vocabulary;
        var starts = vocabulary.Labels.Keys.Cast<string?>().Prepend(null)
            .SelectMany(label => Prefixes(names).Select(prefix => (label, prefix))).Distinct().ToList();
        foreach (var (label, prefix) in starts)
        {
            long[] prompt = [vocabulary.StartOf(label), .. vocabulary.EncodeCharacters(prefix)];
            var expected = vocabulary.Decode(GreedyInTorch(prompt));
            var actual = vocabulary.Decode(GreedyIn(model, prompt));
            if (expected != actual)
            {
                throw new ExportException(
                    $"The export check failed: after '{prefix}' TorchSharp continues greedily with '{expected}', {engine} with " +
                        $"'{actual}'. The model was not written.");
            }
        }

        return starts.Count;
    }

    private List<long> GreedyInTorch(long[] prompt)
    {
        using var scope = NewDisposeScope();
        var (logits, states) = network.Forward(tensor(prompt, [1, prompt.Length])); // [1, T, V]
        return Greedy(logits[0, -1].argmax().item<long>(), token =>
        {
            (logits, states) = network.Forward(tensor([token], [1, 1]), states);
            return logits[0, -1].argmax().item<long>();
        });
    }

    private List<long> GreedyIn(ICharacterModel model, long[] prompt)
    {
        var state = new RecurrentState(manifest, batch: 1);
        float[] logits = [];
        model.Forward(prompt, state, ref logits);                        // [1, T, V]
        return Greedy(ArgMax(logits.AsSpan()[^manifest.Vocabulary.Count..]), token =>
        {
            model.Forward([token], state, ref logits);                   // [1, 1, V]
            return ArgMax(logits);
        });
    }

    private List<long> Greedy(long first, Func<long, long> next)
    {
        var ids = new List<long>();
        for (var token = first; token != Vocabulary.Boundary && ids.Count < manifest.MaxLength; token = next(token))
            ids.Add(token);
        return ids;
    }

    private void CompareLogits(float[] expected, float[] actual, string where)
    {
        _worst = Math.Max(_worst, Compare("logit", expected, actual, _ => Tolerance, where));
        _compared += expected.Length;
    }

    private static void CompareStates(float[] expected, float[] actual, string where) =>
        Compare("state value", expected, actual, value => StateTolerance * Math.Max(1, Math.Abs(value)), where);

    // Returns the largest difference.
    private static double Compare(
        string kind, float[] expected, float[] actual, Func<float, double> tolerance, string where, string engine = "ONNX Runtime")
    {
        if (expected.Length != actual.Length)
        {
            throw new ExportException(
                $"The export check failed: {actual.Length} {kind}s instead of {expected.Length} for {where}. The model was not written.");
        }

        var worst = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            // Not "> tolerance": a NaN must fail as well.
            var difference = Math.Abs((double)expected[i] - actual[i]);
            if (!(difference <= tolerance(expected[i])))
            {
                throw new ExportException(
                    $"The export check failed: {kind} {i} is {actual[i]} in {engine} and {expected[i]} in TorchSharp for {where}. " +
                        $"The model was not written.");
            }

            worst = Math.Max(worst, difference);
        }

        return worst;
    }

    // Start tokens, then characters in any order: nothing the network has seen.
    private long[] RandomTokens(int batch)
    {
        var (vocabulary, random) = (manifest.Vocabulary, new Random(batch));
        int[] starts = [Vocabulary.Boundary, .. vocabulary.Labels.Values];
        return [.. Enumerable.Range(0, batch * RandomTime).Select(i => i % RandomTime == 0
            ? (long)starts[random.Next(starts.Length)]
            : random.Next(vocabulary.FirstCharacter, vocabulary.Count))];
    }

    private static long[] Tokens(Tensor tensor) => tensor.contiguous().data<long>().ToArray();

    private static float[] Numbers(Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    private long[] NameTokens(IReadOnlyList<string> names, int batch)
    {
        var rows = Enumerable.Range(0, batch).Select(row => manifest.Vocabulary.Encode(names[row % names.Count])).ToArray();
        var time = rows.Max(row => row.Length);
        return [.. rows.SelectMany(row => row.Concat(Enumerable.Repeat((long)Vocabulary.Unknown, time - row.Length)))];
    }

    private static IEnumerable<string> Prefixes(IEnumerable<string> names) =>
        names.Take(BatchSizes[^1]).Select(name => string.Concat(name.EnumerateRunes().Take(2))).Prepend("");

    private static int ArgMax(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var id = 1; id < logits.Length; id++)
            best = logits[id] > logits[best] ? id : best;
        return best;
    }
}
