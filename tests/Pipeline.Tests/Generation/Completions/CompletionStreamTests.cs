using MlPipeline.Generation;
using MlPipeline.Tests.Decoding;

namespace MlPipeline.Tests.Generation.Completions;

/// <summary>Prefixes are taken as they are needed, answers go out as they are ready, and nothing of them stays.</summary>
public sealed class CompletionStreamTests
{
    public static TheoryData<CompletionMethod> Methods { get; } = [.. Enum.GetValues<CompletionMethod>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Prefixes_are_read_as_answers_are_taken(CompletionMethod method)
    {
        var (model, read) = (new ScriptedModel("abcdef", maxLength: 9), 0);
        var options = new CompletionOptions { Method = method, Generation = new() { Count = 2, BatchSize = 4 } };

        var answers = new NameCompleter(model).Complete(Endless(() => read++), options);

        Assert.Equal((0, 0), (read, model.Calls));
        foreach (var (i, answer) in answers.Index().Take(3_000))
        {
            Assert.Equal(i, answer.Prompt.Row);
            Assert.InRange(read, i + 1, i + 4 * 8);                      // eight alive for each row of a model call
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Model_calls_are_shared_by_neighbours(CompletionMethod method)
    {
        var (alone, together) = (new ScriptedModel("abcdefghij", maxLength: 9), new ScriptedModel("abcdefghij", maxLength: 9));
        var prompts = ScriptedModel.AllNames("abcdefghij", 2).Select((prefix, row) => new NamePrompt(row, prefix)).ToList();
        var options = new CompletionOptions { Method = method, Generation = new() { Count = 1 } };

        foreach (var prompt in prompts)
            _ = new NameCompleter(alone).Complete([prompt], options).Count();
        _ = new NameCompleter(together).Complete(prompts, options).Count();

        Assert.InRange(together.Calls, 1, alone.Calls / 8);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Work_stops_at_the_next_call_wherever_it_is(CompletionMethod method)
    {
        foreach (var calls in Enumerable.Range(0, 4))
        {
            using var source = new CancellationTokenSource();
            var model = new GatedModel(new ScriptedModel("abcdef", maxLength: 20), call =>
            {
                if (call == calls)
                    source.Cancel();
            });

            var answers = new NameCompleter(model).Complete(Endless(() => { }), new CompletionOptions { Method = method }, source.Token);

            Assert.ThrowsAny<OperationCanceledException>(() => answers.Count());
            Assert.Equal(calls + 1, model.Calls);
        }
    }

    // Nothing is asked of the model, and it ends all the same.
    [Fact]
    public void Work_stops_where_every_prefix_fails()
    {
        using var source = new CancellationTokenSource();
        var answers = new NameCompleter(new ScriptedModel("xyz"))
            .Complete(Endless(() => { }).Where(prompt => prompt.Prefix != ""), null, source.Token);

        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var answer in answers.Take(100_000))
            {
                if (answer.Prompt.Row > 3_000)
                    source.Cancel();
            }
        });
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Prefixes_that_end_in_an_error_are_answered_before_it(CompletionMethod method)
    {
        var answered = new List<long>();
        var prompts = Endless(() => { }).Select(prompt => prompt.Row < 20 ? prompt : throw new IOException("The disk is gone."));

        var exception = Assert.Throws<IOException>(() =>
        {
            foreach (var answer in new NameCompleter(new ScriptedModel("abcdef"))
                .Complete(prompts, new CompletionOptions { Method = method }))
            {
                answered.Add(answer.Prompt.Row);
            }
        });

        Assert.Equal("The disk is gone.", exception.Message);
        Assert.Equal(Enumerable.Range(0, 20).Select(row => (long)row), answered);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Defect_of_the_model_is_thrown_as_it_is(CompletionMethod method)
    {
        var model = new GatedModel(new ScriptedModel("abcdef", maxLength: 20), call => Assert.True(call < 3, "broken"));

        var answers = new NameCompleter(model).Complete(Endless(() => { }), new CompletionOptions { Method = method });

        Assert.Contains("broken", Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => answers.Count()).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<NamePrompt> Endless(Action onRead)
    {
        for (var row = 0L; ; row++)
        {
            onRead();
            yield return new NamePrompt(row, "abcdef".Substring((int)(row % 3), (int)(row % 2)));
        }
    }
}
