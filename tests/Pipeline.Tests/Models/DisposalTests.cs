using Microsoft.ML;
using MlPipeline.Data;
using MlPipeline.Generation;
using MlPipeline.Likelihood;
using MlPipeline.Models;
using MlPipeline.Transforms;

namespace MlPipeline.Tests.Models;

/// <summary>A model that is disposed while it works: calls end as usual or are refused, and the process lives on.</summary>
public sealed class DisposalTests : IDisposable
{
    private readonly OnnxCharacterModel _model = OnnxCharacterModel.Open(TestFiles.Model);

    [Fact]
    public async Task Models_are_exchanged_under_load()
    {
        var bytes = await File.ReadAllBytesAsync(TestFiles.Model, TestContext.Current.CancellationToken);
        var (current, refused, finished, isOver) = (_model, 0, 0, false);
        var expected = new NameScorer(_model).Score("Jonas").LogLikelihood;
        var workers = Enumerable.Range(0, 4)
            .Select(_ =>
                Task.Factory.StartNew(Work, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default))
                    .ToList();

        for (var exchange = 0; exchange < 60; exchange++)
        {
            var old = Interlocked.Exchange(
                ref current, exchange % 2 == 0
                    ? OnnxCharacterModel.Open(TestFiles.Model)
                    : OnnxCharacterModel.Open(new MemoryStream(bytes)));
            if (exchange % 3 == 0)
                await old.DisposeAsync();
            else
                old.Dispose();
        }

        Volatile.Write(ref isOver, true);
        await Task.WhenAll(workers).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await current.DisposeAsync();
        Assert.True(finished > 100, $"{finished} calls ended, {refused} were refused.");

        void Work()
        {
            while (!Volatile.Read(ref isOver))
            {
                try
                {
                    Assert.Equal(expected, new NameScorer(Volatile.Read(ref current)).Score("Jonas").LogLikelihood);
                    Interlocked.Increment(ref finished);
                }
                catch (ObjectDisposedException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Names_that_are_being_generated_end_with_the_reason(int threads)
    {
        using var names = new NameGenerator(_model).Generate(new() { Count = 1_000_000, Threads = threads }).GetEnumerator();
        names.MoveNext();

        _model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Drain(names.MoveNext));
    }

    [Fact]
    public async Task Stream_of_names_ends_with_the_reason()
    {
        await using var names = new NameGenerator(_model).GenerateAsync(new() { Count = 1_000_000 })
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await names.MoveNextAsync();

        await _model.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            while (await names.MoveNextAsync())
            {
            }
        });
    }

    [Fact]
    public void Rows_that_are_being_scored_end_with_the_reason()
    {
        var context = new MLContext(seed: 1);
        var rows = context.Data.LoadFromEnumerable(
            Enumerable.Range(0, 10_000)
                .Select(row =>
                    new NameRow { Name = $"{"AJKLMRSTV"[row % 9]}{"aeiou"[row / 9 % 5]}{"lmnrst"[row / 45 % 6]}{"aeiou"[row / 270 % 5]}" }));
        var scored = context.Transforms.ScoreNames(_model).Fit(rows).Transform(rows);
        using var cursor = scored.GetRowCursor(scored.Schema);
        cursor.MoveNext();

        _model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Drain(cursor.MoveNext));
    }

    [Fact]
    public async Task Disposed_model_refuses_all_and_its_states_stay()
    {
        var state = new RecurrentState(_model.Manifest, 1);
        float[] logits = [];
        _model.Forward([1], state, ref logits);
        var fork = state.Fork();

        _model.Dispose();
        _model.Dispose();
        await _model.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => _model.Forward([1], state, ref logits));
        Assert.Throws<ObjectDisposedException>(() => new NameSearch(_model).Top(1));
        Assert.Throws<ObjectDisposedException>(() => NumericsProbe.Run(_model));
        using var saved = new MemoryStream();
        fork.Save(saved);
        saved.Position = 0;
        Assert.Equal(state.Hidden, RecurrentState.Load(saved, _model.Manifest).Hidden);
    }

    public void Dispose() => _model.Dispose();

    private static void Drain(Func<bool> next)
    {
        while (next())
        {
        }
    }
}
