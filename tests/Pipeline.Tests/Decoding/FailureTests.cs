using MlPipeline.Generation;
using MlPipeline.Likelihood;
using MlPipeline.Text;

namespace MlPipeline.Tests.Decoding;

/// <summary>A request that fails gives what it found before, and then the same exception, whatever the schedule.</summary>
public sealed class FailureTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 1)]
    [InlineData(1, 2)]
    [InlineData(64, 5)]
    public void Names_before_the_failure_are_given(int batchSize, int threads)
    {
        var generator = new NameGenerator(new ScriptedModel("ab", maxLength: 2));
        var options = new GenerationOptions { Count = 100, Unique = true, BatchSize = batchSize, Threads = threads };

        var (names, exception) = Take<GeneratedName, GenerationException>(generator.Generate(options));

        var (expected, reason) = Take<GeneratedName, GenerationException>(generator.Generate(options with { BatchSize = 64, Threads = 1 }));
        Assert.Equal(6, names.Count);
        Assert.Equal(expected, names);
        Assert.Equal(reason.Message, exception.Message);
    }

    // The third prompt can't be met; a fourth one has a letter that the model lacks.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 1)]
    [InlineData(1, 2)]
    [InlineData(64, 5)]
    public void Prompts_before_the_failure_are_completed(int batchSize, int threads)
    {
        var generator = new NameGenerator(new ScriptedModel("ab", maxLength: 3));
        NamePrompt[] prompts = [new(0, "a"), new(1, "b"), new(2, "abba"), new(3, "q")];
        var options = new GenerationOptions { Count = 30, BatchSize = batchSize, Threads = threads };

        var (names, _) = Take<CompletedName, GenerationException>(generator.Complete(prompts, options));

        Assert.Equal(generator.Complete(prompts[..2], options), names);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void First_prompt_that_fails_while_drawing_is_the_one_that_is_told(int threads)
    {
        var generator = new NameGenerator(new ScriptedModel("ab", maxLength: 3));
        NamePrompt[] prompts = [new(0, ""), new(1, "ab"), new(2, "q")];   // behind "ab" there are three names
        var options = new GenerationOptions { Count = 4, Unique = true, Threads = threads };

        var (names, exception) = Take<CompletedName, GenerationException>(generator.Complete(prompts, options));

        Assert.Equal(["ab", "aba", "abb"], names.Skip(4).Select(name => name.Name.Name).Order());
        Assert.StartsWith("3 of 4 names were found", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Unknown_letter_of_a_prompt_is_told_as_such(int threads)
    {
        var generator = new NameGenerator(new ScriptedModel("ab", maxLength: 3));

        var (names, _) = Take<CompletedName, UnknownCharacterException>(
            generator.Complete([new(0, "a"), new(1, "q")], new GenerationOptions { Count = 2, Threads = threads }));

        Assert.Equal(2, names.Count);
    }

    [Fact]
    public void Names_before_one_with_an_unknown_letter_are_scored()
    {
        var scorer = new NameScorer(new ScriptedModel("ab"));

        var (scores, exception) = Take<NameScore, UnknownCharacterException>(scorer.Score(["ab", "ba", "abq", "a"]));

        Assert.Equal(scorer.Score(["ab", "ba"]), scores);
        Assert.Contains("'abq'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Failure_of_the_model_is_passed_on_as_it_is(int threads)
    {
        var model = new GatedModel(new ScriptedModel("ab"), call => { if (call >= 20) throw new TimeoutException("scripted"); });
        var generator = new NameGenerator(model);

        Assert.Throws<TimeoutException>(() => generator.Generate(new() { Count = 1_000_000, Threads = threads }).Count());
        Assert.Throws<TimeoutException>(() => generator.Complete([new(0, "a")], new() { Threads = threads }).Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Race_that_nothing_can_win_is_given_up_with_the_reason(int threads)
    {
        var never = new Dictionary<string, float> { ["a"] = float.NegativeInfinity };
        var options = new GenerationOptions { Suffix = "a", LogitBias = never, Threads = threads };

        var exception = Assert.Throws<GenerationException>(() => new NameGenerator(new ScriptedModel("ab")).Generate(options).Count());

        Assert.StartsWith("The model gives no name with a suffix 'a'", exception.Message, StringComparison.Ordinal);
    }

    private static (List<TItem> Items, TException Exception) Take<TItem, TException>(IEnumerable<TItem> items)
        where TException : Exception
    {
        var taken = new List<TItem>();
        var exception = Assert.Throws<TException>(() =>
        {
            foreach (var item in items)
                taken.Add(item);
        });
        return (taken, exception);
    }
}
