using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using MlPipeline.Generation;
using MlPipeline.Likelihood;
using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

/// <summary>One model, generator, scorer and search, shared by eight threads.</summary>
[Collection(nameof(Alone))]
public sealed class ConcurrencyTests : IDisposable
{
    private const int Threads = 8, CallsOfEach = 12_500;

    private readonly OnnxCharacterModel _model = OnnxCharacterModel.Open(TestFiles.Model);

    [Fact]
    public void Hundred_thousand_calls_of_eight_threads_give_what_one_thread_gets()
    {
        var requests = Requests();
        var expected = requests.Select(request => request()).ToList();   // on one thread
        var failures = new ConcurrentQueue<string>();
        var contentions = Monitor.LockContentionCount;

        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            for (var call = 0; call < CallsOfEach; call++)
            {
                // One in a hundred asks for names, the others go through the model alone.
                var number = call % 100 == 0 ? (call / 100 + thread) % 30 : 30 + (call + thread * 7) % (requests.Count - 30);
                if (Attempt(requests[number]) is var result && result != expected[number])
                    failures.Enqueue($"request {number}: {result} and not {expected[number]}");
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        // Threads that queue for a lock at every call would meet it a hundred thousand times; the pool of engines keeps one for
        // each thread, and is fought over only where a thread is suspended with it.
        Assert.Empty(failures);
        Assert.InRange(Monitor.LockContentionCount - contentions, 0, Threads * CallsOfEach / 100);
    }

    [Fact]
    public void Engines_that_are_made_at_the_same_time_work()
    {
        for (var round = 0; round < 5; round++)
        {
            using var model = OnnxCharacterModel.Open(TestFiles.Model);
            using var barrier = new Barrier(Threads);
            var results = new string[Threads];

            var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
            {
                barrier.SignalAndWait();
                results[thread] = Attempt(() => Forward(model, [1, 9, 12], batch: 1));
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            Assert.All(results, result => Assert.Equal(Forward(_model, [1, 9, 12], batch: 1), result));
        }
    }

    // Thirty that ask for names, then many through the model alone: steps of one and more sequences, and whole sequences.
    private List<Func<string>> Requests()
    {
        var (generator, scorer, search) = (new NameGenerator(_model), new NameScorer(_model), new NameSearch(_model));
        var vocabulary = _model.Manifest.Vocabulary;
        var requests = new List<Func<string>>();
        for (var i = 0; i < 10; i++)
        {
            var (seed, name) = (i, "Daumantas"[..(2 + i % 8)]);
            requests.Add(() => string.Join(' ', generator.Generate(new GenerationOptions { Count = 2, Seed = seed, Label = "male" })));
            requests.Add(() => $"{scorer.Score(name)} {scorer.Next(name).Entropy}");
            requests.Add(() => string.Join(' ', search.Beam(new BeamOptions { Width = 2, Prefix = name })));
        }

        foreach (var i in Enumerable.Range(0, 50))
        {
            var (first, count) = (vocabulary.FirstCharacter + i % 20, vocabulary.Count);
            long[] tokens = [1, first, first + 3, first * 5 % count];
            var batch = i % 10 == 0 ? 4 : 1;
            requests.Add(() => Forward(_model, [first], batch: 1));
            requests.Add(() => Forward(_model, i % 5 == 0 ? tokens : [first + 1], batch));
        }

        return requests;
    }

    private static string Attempt(Func<string> request)
    {
        try
        {
            return request();
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    // All logits and the state, to the last bit.
    private static string Forward(OnnxCharacterModel model, long[] tokens, int batch)
    {
        var state = new RecurrentState(model.Manifest, batch);
        float[] logits = [];
        model.Forward(tokens, state, ref logits);
        var hash = new HashCode();
        foreach (var values in new[] { logits, state.Hidden, state.Cell! })
            hash.AddBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        return hash.ToHashCode().ToString("x8", null);
    }

    public void Dispose() => _model.Dispose();
}
