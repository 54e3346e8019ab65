using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Completions;

/// <summary>A prefix that can't be completed says why and harms no other; what no prefix can fix is thrown at the call.</summary>
public sealed class FailedCompletionTests
{
    private static readonly CompletionMethod[] Methods = Enum.GetValues<CompletionMethod>();

    private readonly ScriptedModel _model = new("abc", maxLength: 6, labels: ["x"]);

    public static TheoryData<CompletionMethod, string, string?, string> Failures { get; } =
        [.. from method in Methods from failure in Problems select (method, failure.Prefix, failure.Label, failure.Message)];

    private static (string Prefix, string? Label, string Message)[] Problems =>
    [
        ("aqb", null, "'aqb' holds U+0071 'q' at position 1"),
        ("a\ud83d", null, "'a\ud83d' holds the lone surrogate U+D83D"),
        ("ab", "no one", "no one"),
        ("abcabca", null, "The prefix 'abcabca' has 7 characters, and names have at most 6. Allow longer names."),
        ("cc", null, "No name can meet all of this: a prefix 'cc', without 'cc', 1 to 6 characters. Loosen one of these."),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Prefix_that_cannot_be_completed_stands_between_the_others(
        CompletionMethod method, string prefix, string? label, string message)
    {
        var options = new CompletionOptions { Method = method, Generation = new() { Count = 3, Banned = ["cc"], BatchSize = 2 } };
        var (completer, bad) = (new NameCompleter(_model), new NamePrompt(9, prefix, label));
        NamePrompt[] good = [new(0, "a"), new(1, "b", "x"), new(2, "")];
        var expected = completer.Complete(good, options).Select(Text).ToList();

        foreach (var place in Enumerable.Range(0, 4))
        {
            var answers = completer.Complete([.. good[..place], bad, .. good[place..]], options).ToList();

            Assert.Equal(expected, answers.Where(answer => answer.Prompt != bad).Select(Text));
            Assert.Equal(bad, answers[place].Prompt);
            Assert.Empty(answers[place].Completions);
            Assert.Contains(message, answers[place].Failure?.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("(Parameter", answers[place].Failure?.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(CompletionMethod.Samples)]
    [InlineData(CompletionMethod.Beam)]
    [InlineData(CompletionMethod.Top)]
    public void All_prefixes_may_fail(CompletionMethod method)
    {
        var prompts = Enumerable.Range(0, 2_000).Select(row => new NamePrompt(row, "q"));

        var answers = new NameCompleter(_model).Complete(prompts, new CompletionOptions { Method = method }).ToList();

        Assert.Equal(prompts, answers.Select(answer => answer.Prompt));
        Assert.All(answers, answer => Assert.IsType<UnknownCharacterException>(answer.Failure));
        Assert.Equal(0, _model.Calls);
    }

    // A prefix of the longest length has one name.
    [Fact]
    public void Fruitless_draws_are_given_up_with_what_was_found()
    {
        var options = new CompletionOptions { Generation = new() { Count = 2, Unique = true, MinLength = 2 } };

        var answers = new NameCompleter(_model).Complete([new(0, "ab"), new(1, "abcabc"), new(2, "b")], options).ToList();

        Assert.Equal([2, 0, 2], answers.Select(answer => answer.Completions.Count));
        Assert.StartsWith(
            "1 of 2 names were found, then 10,000 draws in a row were refused", answers[1].Failure?.Message, StringComparison.Ordinal);
    }

    // All texts are alike, so that none of six characters is proved before the 26⁰ + 26¹ + … + 26⁵ shorter ones are read.
    [Fact]
    public void Search_that_reads_too_much_is_given_up()
    {
        var model = new ScriptedModel("abcdefghijklmnopqrstuvwxyz", maxLength: 12);
        foreach (var logits in from before in Enumerable.Range(0, 28) from last in Enumerable.Range(0, 28) select model[before, last])
            logits.AsSpan(1).Clear();
        var options = new CompletionOptions { Method = CompletionMethod.Top, Generation = new() { Count = 1, MinLength = 6 } };

        var answers = new NameCompleter(model).Complete([new(0, "abcdefg"), new(1, ""), new(2, "zzzzz")], options).ToList();

        Assert.Equal(["abcdefg", null, "zzzzza"], answers.Select(answer => answer.Completions.SingleOrDefault()?.Name));
        Assert.Equal(
            "0 of 1 names with 6 to 12 characters were proved when 100,000 texts were read, and at most 100,000 may be. " +
            "Ask for fewer names, or give a longer prefix.",
            answers[1].Failure?.Message);
    }

    [Fact]
    public void Prefix_without_a_possible_name_says_what_was_asked()
    {
        for (var before = 0; before < 6; before++)
            _model[before, 5][1] = float.MinValue;                       // no name ends in c
        var options = new CompletionOptions { Method = CompletionMethod.Top, Generation = new() { Suffix = "c" } };

        var answer = new NameCompleter(_model).Complete([new(0, "a")], options).Single();

        Assert.Equal(
            "The model gives no name with a prefix 'a', a suffix 'c', 1 to 6 characters a probability above 0. Ask for less.",
            answer.Failure?.Message);
    }

    // There are others, which a beam this narrow doesn't come to.
    [Fact]
    public void Beam_that_misses_every_name_does_not_deny_them()
    {
        var training = ScriptedModel.AllNames("ab", 2).Where(name => name != "bb");
        var model = new ScriptedModel("ab", maxLength: 2, training: training);
        for (var before = 0; before < 4; before++)
        {
            for (var last = 0; last < 4; last++)
                model[before, last][2] = 9;                              // a is likely everywhere
        }

        var options = new CompletionOptions { Method = CompletionMethod.Beam, Generation = new() { Count = 1, Novel = true } };

        var answer = new NameCompleter(model).Complete([new(0, "")], options).Single();

        Assert.Equal(
            "The beam came to no name with not any training name, 1 to 2 characters. " +
            "Ask for more names, which makes it wider, or loosen the constraints.",
            answer.Failure?.Message);
    }

    [Fact]
    public void Options_that_cannot_work_are_refused_at_the_call()
    {
        var completer = new NameCompleter(_model);
        void Throws<TException>(GenerationOptions options)
            where TException : Exception => Assert.All(Methods, method =>
                Assert.ThrowsAny<TException>(
                    () => completer.Complete([], new CompletionOptions { Method = method, Generation = options })));

        Throws<ArgumentException>(new() { Regex = "(a" });
        Throws<ArgumentException>(new() { Pattern = "[a" });
        Throws<ArgumentException>(new() { Letters = "" });
        Throws<ArgumentException>(new() { Label = "no one" });
        Throws<UnknownCharacterException>(new() { Suffix = "q" });
        Throws<GenerationException>(new() { MinLength = 5, MaxLength = 4 });
        Throws<GenerationException>(new() { Novel = true });
        Throws<GenerationException>(new() { Suffix = "a", Letters = "b" });
        Throws<GenerationException>(new() { Letters = "a", MaxLength = 2, Excluded = ["a", "aa"] });
        Throws<GenerationException>(new() { Regex = ".*a.{30}", MaxLength = 100 });
        Assert.Throws<UnknownCharacterException>(() =>
            completer.Complete(
                [], new CompletionOptions { Generation = new() { LogitBias = new Dictionary<string, float> { ["q"] = 1 } } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CompletionOptions { Method = (CompletionMethod)3 });
        Assert.Throws<ArgumentNullException>(() => new CompletionOptions { Generation = null! });
    }

    // What the prefix and label of the options say is for other requests.
    [Fact]
    public void Prefix_of_the_options_is_passed_over()
    {
        var options = new CompletionOptions { Generation = new() { Count = 4, Prefix = "qqqqqqqqq", Label = "x" } };
        var completer = new NameCompleter(_model);

        var answer = completer.Complete([new(0, "b")], options).Single();

        Assert.Equal(
            Text(completer.Complete([new(0, "b")], new CompletionOptions { Generation = new() { Count = 4 } }).Single()), Text(answer));
    }

    private static string Text(PrefixCompletion answer) => $"{answer.Prompt} {answer.Failure} {string.Join("; ", answer.Completions)}";
}
