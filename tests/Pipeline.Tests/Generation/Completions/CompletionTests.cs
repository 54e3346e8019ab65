using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Tests.Generation.Completions;

/// <summary>Many prefixes at once against one request for each: the same names to the last bit, by rank.</summary>
public sealed class CompletionTests : IDisposable
{
    private static readonly Dictionary<string, GenerationOptions> Options = new()
    {
        ["open"] = new() { Count = 6, Seed = 5 },
        ["rules"] = new() { Count = 5, Temperature = 1.4f, TopK = 12, TopP = 0.95f, RepetitionPenalty = 1.2f },
        ["unique and novel"] = new() { Count = 5, Unique = true, Novel = true },
        ["raced"] = new() { Count = 3, MinLength = 4, MaxLength = 9, Banned = ["aa"] },
        ["raced under rules"] = new() { Count = 3, Regex = ".*[abcs]", Temperature = 0.8f, TopP = 0.9f },
        ["fast"] = new() { Count = 5, Pattern = "*a*", ConstraintMode = ConstraintMode.Fast },
        ["one"] = new() { Count = 1 },
    };

    private readonly OnnxCharacterModel _shipped = OnnxCharacterModel.Open(TestFiles.Model);
    private readonly ScriptedModel _scripted = new("abcs", maxLength: 9, labels: ["male"], training: ["ab", "a", "cab"]);

    public static TheoryData<string, bool> Requests { get; } =
        [.. from request in Options.Keys from isShipped in new[] { false, true } select (request, isShipped)];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Samples_are_the_generator_s_by_rank(string request, bool isShipped)
    {
        var (model, prompts, options) = (Model(isShipped), Prompts(isShipped), Options[request]);

        var completions = new NameCompleter(model).Complete(prompts, new CompletionOptions { Generation = options }).ToList();

        var drawn = new NameGenerator(model).Complete(prompts, options).ToLookup(name => name.Prompt, name => name.Name);
        Assert.Equal(prompts, completions.Select(completion => completion.Prompt));
        Assert.All(completions, completion => AssertRanked(
            drawn[completion.Prompt].OrderByDescending(name => name.LogLikelihood)
                .Select(name => (name.Name, name.LogLikelihood)), completion));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Top_is_the_search_s(string request, bool isShipped)
    {
        var (model, options) = (Model(isShipped), Options[request]);
        var completer = new NameCompleter(model);

        var completions = completer.Complete(Prompts(isShipped), new CompletionOptions
        {
            Method = CompletionMethod.Top,
            Generation = options,
        });

        Assert.All(completions, completion => AssertRanked(
            new NameSearch(model).Top(options.Count, Constrain(new SearchOptions(), options, completion.Prompt))
                .Select(name => (name.Name, name.LogLikelihood)),
            completion));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Beam_is_the_search_s(string request, bool isShipped)
    {
        var (model, options) = (Model(isShipped), Options[request]);
        var completer = new NameCompleter(model);

        var completions = completer.Complete(Prompts(isShipped), new CompletionOptions
        {
            Method = CompletionMethod.Beam,
            Generation = options,
        });

        Assert.All(completions, completion => AssertRanked(
            new NameSearch(model).Beam(Constrain(new BeamOptions { Width = options.Count }, options, completion.Prompt))
                .Select(name => (name.Name, name.LogLikelihood)),
            completion));
    }

    [Theory]
    [InlineData(CompletionMethod.Samples, "open")]
    [InlineData(CompletionMethod.Samples, "raced")]
    [InlineData(CompletionMethod.Samples, "unique and novel")]
    [InlineData(CompletionMethod.Beam, "open")]
    [InlineData(CompletionMethod.Top, "raced")]
    public void Answers_do_not_depend_on_neighbours_order_or_batch(CompletionMethod method, string request)
    {
        var (completer, prompts) = (new NameCompleter(_shipped), Prompts(isShipped: true));
        var options = new CompletionOptions { Method = method, Generation = Options[request] };

        var alone = prompts.Select(prompt => Text(completer.Complete([prompt], options).Single())).ToList();

        foreach (var batchSize in new[] { 1, 5, 64, 500 })
        {
            var sized = options with { Generation = options.Generation with { BatchSize = batchSize, Threads = 3 } };
            Assert.Equal(alone, completer.Complete(prompts, sized).Select(Text));
        }

        Assert.Equal(alone, completer.Complete(prompts.Reverse(), options).Select(Text).Reverse());
        Assert.Equal(
            [alone[3], alone[3], alone[3], alone[0]], completer.Complete([prompts[3], prompts[3], prompts[3], prompts[0]], options)
                .Select(Text));
    }

    [Fact]
    public void Completer_serves_several_threads_at_once()
    {
        var (completer, prompts) = (new NameCompleter(_shipped), Prompts(isShipped: true));
        var answers = completer.Complete(prompts, new CompletionOptions { Generation = Options["raced"] });
        var expected = answers.Select(Text).ToList();

        var actual = Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4).Select(_ => answers.Select(Text).ToList()).ToList();

        Assert.All(actual, texts => Assert.Equal(expected, texts));
    }

    [Theory]
    [InlineData(CompletionMethod.Samples)]
    [InlineData(CompletionMethod.Beam)]
    [InlineData(CompletionMethod.Top)]
    public void Prefix_may_have_any_length_up_to_the_longest(CompletionMethod method)
    {
        var prompts = Enumerable.Range(0, 10).Select(length => new NamePrompt(length, "abcsabcsa"[..length])).ToList();

        var completions = new NameCompleter(_scripted).Complete(prompts, new CompletionOptions { Method = method }).ToList();

        Assert.All(completions, completion => Assert.Null(completion.Failure));
        Assert.All(completions, completion => Assert.All(completion.Completions, name =>
        {
            Assert.StartsWith(completion.Prompt.Prefix, name.Name, StringComparison.Ordinal);
            Assert.InRange(name.Name.Length, 1, 9);
            Assert.Equal(Math.Log(_scripted.Probability(name.Name)), name.LogLikelihood, 1e-5);
            Assert.Equal(_scripted.Probability(name.Name), name.Probability, 1e-8);
        }));
        Assert.Equal(["abcsabcsa"], completions[^1].Completions.Select(name => name.Name).Distinct());
    }

    // More than a row keeps for its neighbours to wait for.
    [Fact]
    public void Prefix_may_get_thousands_of_names()
    {
        var options = new CompletionOptions { Generation = new() { Count = 5_000 } };

        var completions = new NameCompleter(_scripted).Complete([new(0, "abcsabcs"), new(1, "abcsabcsa"), new(2, "")], options).ToList();

        Assert.All(completions, completion => Assert.Equal(Enumerable.Range(1, 5_000), completion.Completions.Select(name => name.Rank)));
    }

    public void Dispose() => _shipped.Dispose();

    private static void AssertRanked(IEnumerable<(string Name, double LogLikelihood)> expected, PrefixCompletion completion)
    {
        Assert.Null(completion.Failure);
        Assert.NotEmpty(completion.Completions);
        Assert.Equal(
            expected.Select((name, i) => new Completion(i + 1, name.Name, name.LogLikelihood, IsTruncated: false)),
            completion.Completions);
    }

    private static string Text(PrefixCompletion completion) =>
        $"{completion.Prompt} {completion.Failure} {string.Join("; ", completion.Completions)}";

    private static NamePrompt[] Prompts(bool isShipped)
    {
        string[] prefixes = isShipped ? ["K", "La", "", "Žyg", "Ma"] : ["a", "", "cb", "sss"];
        return [.. Enumerable.Range(0, 12)
            .Select(row => new NamePrompt(row * 5_000_000_000, prefixes[row % prefixes.Length], row % 3 == 0 ? "male" : null))];
    }

    private static T Constrain<T>(T search, GenerationOptions options, NamePrompt prompt)
        where T : NameConstraints => search with
        {
            Prefix = prompt.Prefix,
            Label = prompt.Label,
            MinLength = options.MinLength,
            MaxLength = options.MaxLength,
            Pattern = options.Pattern,
            Regex = options.Regex,
            Banned = options.Banned,
            Novel = options.Novel,
        };

    private ICharacterModel Model(bool isShipped) => isShipped ? _shipped : _scripted;
}
