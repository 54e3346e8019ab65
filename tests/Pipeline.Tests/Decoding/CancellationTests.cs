using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Tests.Decoding;

/// <summary>Whoever cancels after some model call sees at most the calls that are under way on other threads, and the exception.</summary>
public sealed class CancellationTests
{
    private const int Many = 1_000_000;

    private static readonly NamePrompt[] Prompts = [.. ScriptedModel.AllNames("abc", 3).Select((name, row) => new NamePrompt(row, name))];

    public static TheoryData<string> Requests { get; } = [.. Work.Keys];

    private static Dictionary<string, Func<ICharacterModel, CancellationToken, int>> Work => new()
    {
        ["draws"] = (model, token) => Generate(model, new() { Count = Many }, token),
        ["draws, one a call"] = (model, token) => Generate(model, new() { Count = Many, BatchSize = 1 }, token),
        ["draws on two threads"] = (model, token) => Generate(model, new() { Count = Many, Threads = 2 }, token),
        ["raced draws"] = (model, token) => Generate(model, new() { Count = Many, MinLength = 5 }, token),
        ["raced draws on two threads"] = (model, token) => Generate(model, new() { Count = Many, MinLength = 5, Threads = 2 }, token),
        ["prompts"] = (model, token) => Complete(model, new() { Count = Many }, token),
        ["prompts on two threads"] = (model, token) => Complete(model, new() { Count = Many, Threads = 2 }, token),
        ["top"] = (model, token) => new NameSearch(model).Top(Many, null, token).Count,
        ["beam"] = (model, token) => new NameSearch(model).Beam(new() { Width = 1_000 }, token).Count,
        ["sample"] = (model, token) => new NameSearch(model).SampleWithoutReplacement(Many, cancellationToken: token).Count,
        ["capacity"] = (model, token) =>
            new NameSearch(model).EstimateCapacity(new() { MinProbability = 0.1 }, cancellationToken: token).SampleSize,
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Work_stops_at_the_next_call_wherever_it_is(string request)
    {
        foreach (var calls in Enumerable.Range(0, 7))
        {
            using var source = new CancellationTokenSource();
            var afterwards = 0;
            var model = new GatedModel(new ScriptedModel("abc", maxLength: 7), call =>
            {
                if (call == calls)
                    source.Cancel();
                afterwards += call > calls ? 1 : 0;
            });

            Assert.ThrowsAny<OperationCanceledException>(() => Work[request](model, source.Token));

            Assert.Equal(calls, model.Calls - 1 - afterwards);
            Assert.InRange(afterwards, 0, request.Contains("threads", StringComparison.Ordinal) ? 1 : 0);
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Work_that_is_cancelled_beforehand_asks_nothing(string request)
    {
        var model = new GatedModel(new ScriptedModel("abc", maxLength: 7), _ => { });

        Assert.ThrowsAny<OperationCanceledException>(() => Work[request](model, new CancellationToken(canceled: true)));

        Assert.Equal(0, model.Calls);
    }

    // Forks that wait for nothing are cheap to abandon; a block of draws on another thread is not, if it isn't told.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Names_that_nobody_takes_any_more_are_not_drawn(int threads)
    {
        var model = new GatedModel(new ScriptedModel("abcdefghijkl", maxLength: 40), _ => { });
        var options = new GenerationOptions { Count = Many, Threads = threads, BatchSize = 1 };

        _ = new NameGenerator(model).Generate(options).Take(3).Count();

        var calls = model.Calls;
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(calls, model.Calls);
        Assert.Equal(0, model.UnderWay);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Prompts_that_nobody_takes_any_more_are_not_completed(int threads)
    {
        var model = new GatedModel(new ScriptedModel("abcdefghijkl", maxLength: 40), _ => { });
        var read = 0;
        var prompts = Enumerable.Range(0, 1_000_000).Select(row =>
        {
            read++;
            return new NamePrompt(row, "");
        });

        _ = new NameGenerator(model).Complete(prompts, new GenerationOptions { Count = 1, Threads = threads }).Take(3).Count();

        var calls = model.Calls;
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(calls, model.Calls);
        Assert.Equal(0, model.UnderWay);
        Assert.InRange(read, 3, 10_000);
    }

    private static int Generate(ICharacterModel model, GenerationOptions options, CancellationToken token) =>
        new NameGenerator(model).Generate(options, statistics: null, token).Count();

    private static int Complete(ICharacterModel model, GenerationOptions options, CancellationToken token) =>
        new NameGenerator(model).Complete(Prompts, options, token).Count();
}
