using CsCheck;
using MlPipeline.Generation;
using MlPipeline.Tests.Decoding;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Search;

/// <summary>The most probable names against the list of all names.</summary>
public sealed class TopNamesTests
{
    private static readonly Gen<(SearchOptions Options, int Count)> Requests = Gen.Select(
        Gen.OneOf("", "a", "cb", "abcab"),
        Gen.OneOf<string?>(null, "x"),
        Gen.Int[1, 4],
        Gen.OneOf<int?>(null, 5, 4),
        Gen.OneOf(1, 2, 3, 64),
        Gen.OneOf(1, 2, 5, 50, 1_000)).Select((prefix, label, min, max, batchSize, count) =>
            (new SearchOptions { Prefix = prefix, Label = label, MinLength = min, MaxLength = max, BatchSize = batchSize }, count));

    [Fact]
    public void Top_gives_the_first_of_all_names() => Gen.Select(Gen.Int[1, 10_000], Requests).Sample((seed, request) =>
    {
        var (options, count) = request;
        var model = new ScriptedModel("abc", seed, maxLength: 5, labels: ["x"]);
        if (options.Prefix.Length > (options.MaxLength ?? 5))
            return;

        var names = new NameSearch(model).Top(count, options);

        var expected = All(model, options).Take(count).ToList();
        Assert.Equal(expected.Select(name => name.Name), names.Select(name => name.Name));
        Assert.Equal(Enumerable.Range(1, expected.Count), names.Select(name => name.Rank));
        Assert.All(expected.Zip(names), pair => Assert.Equal(1, pair.Second.Probability / pair.First.Probability, 1e-6));
        Assert.All(names, name => Assert.InRange(name.Probability / Math.Exp(name.LogLikelihood), 1 - 1e-15, 1 + 1e-15));
    }, iter: 400);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 2)]
    [InlineData(64, 3)]
    [InlineData(5, 20)]
    [InlineData(64, 200)]
    public void Equals_come_in_the_order_of_their_characters(int batchSize, int count)
    {
        var model = new ScriptedModel("abc", maxLength: 4);
        foreach (var logits in from before in Enumerable.Range(0, 5) from last in Enumerable.Range(0, 5) select model[before, last])
            logits.AsSpan(1).Clear();

        var names = new NameSearch(model).Top(count, new SearchOptions { BatchSize = batchSize });

        // 1/4 a step: 3 names of 1/16, 9 of 1/64, 27 of 1/256, 81 of 1/1024.
        var all = ScriptedModel.AllNames("abc", 4).Skip(1);
        var expected = all.OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).ToList();
        Assert.Equal(120, expected.Count);
        Assert.Equal(expected.Take(count), names.Select(name => name.Name));
        Assert.All(names, name => Assert.Equal(Math.Pow(0.25, name.Name.Length + 1), name.Probability, 1e-12));
    }

    // Names that can't come are not found, however many are asked for.
    [Fact]
    public void Names_of_probability_0_are_left_out()
    {
        var model = new ScriptedModel("ab", maxLength: 3);
        for (var before = 0; before < 4; before++)
        {
            for (var last = 0; last < 4; last++)
                model[before, last][3] = float.MinValue;                 // no b
        }

        Assert.Equal(["a", "aa", "aaa"], new NameSearch(model).Top(100).Select(name => name.Name).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void Search_reads_as_many_texts_as_it_may_and_no_more(int batchSize)
    {
        var needed = new TracedModel(new ScriptedModel("abcd", maxLength: 12));
        var expected = new NameSearch(needed).Top(20, new SearchOptions { BatchSize = batchSize });
        var (texts, options) = (needed.Texts.Count(), new SearchOptions { BatchSize = batchSize });

        Assert.Equal(expected, new NameSearch(needed).Top(20, options with { MaxTexts = texts }));
        foreach (var maxTexts in new[] { 1, 2, texts / 2 })
        {
            var model = new TracedModel(new ScriptedModel("abcd", maxLength: 12));

            var exception = Assert.Throws<GenerationException>(() => new NameSearch(model).Top(20, options with { MaxTexts = maxTexts }));

            Assert.Equal(maxTexts, model.Texts.Count());
            Assert.Contains(
                $"of 20 names with 1 to 12 characters were proved when {maxTexts} texts", exception.Message, StringComparison.Ordinal);
        }
    }

    // One by one, no text is read that the proof can do without: each is at least as likely as the last name.
    [Fact]
    public void Search_one_by_one_reads_what_the_proof_needs()
    {
        var scripted = new ScriptedModel("abc", maxLength: 8);
        var model = new TracedModel(scripted);

        var names = new NameSearch(model).Top(10, new SearchOptions { BatchSize = 1 });

        var least = names[^1].Probability;
        var likely = ScriptedModel.AllNames("abc", 8).Where(text => Beginning(scripted, text) >= least).Select(text => "^" + text);
        Assert.Equal(likely.Order(), model.Texts.Order());
    }

    [Fact]
    public void Bad_requests_are_refused()
    {
        var search = new NameSearch(new ScriptedModel("ab"));

        Assert.Throws<ArgumentOutOfRangeException>(() => search.Top(0));
        Assert.Throws<ArgumentException>(() => search.Top(1, new SearchOptions { Label = "female" }));
        Assert.Throws<UnknownCharacterException>(() => search.Top(1, new SearchOptions { Prefix = "q" }));
        Assert.Throws<GenerationException>(() => search.Top(1, new SearchOptions { Prefix = "abababa" }));
    }

    // What the text's beginning is worth: the product of its characters alone.
    private static double Beginning(ScriptedModel model, string text)
    {
        var (probability, before) = (1.0, 0L);
        long[] tokens = [1, .. model.Manifest.Vocabulary.EncodeCharacters(text)];
        for (var i = 1; i < tokens.Length; i++)
        {
            var row = model[before, tokens[i - 1]];
            probability *= Math.Exp(row[tokens[i]]) / row.Sum(logit => Math.Exp(logit));
            before = tokens[i - 1];
        }

        return probability;
    }

    private static IEnumerable<(string Name, double Probability)> All(ScriptedModel model, SearchOptions options) =>
        ScriptedModel.AllNames("abc", options.MaxLength ?? 5)
            .Where(name => name.Length >= options.MinLength && name.StartsWith(options.Prefix, StringComparison.Ordinal))
            .Select(name => (Name: name, Probability: model.Probability(name, options.Label)))
            .OrderByDescending(name => name.Probability);
}
