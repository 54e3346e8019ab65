using CsCheck;
using MlPipeline.Generation;
using MlPipeline.Likelihood;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Tests.Likelihood;

/// <summary>What the scorer says about a name's characters, and about what may come next.</summary>
public sealed class ExplanationTests
{
    // Ids: 1 boundary, 2 the label x, 3 a, 4 b, 5 c.
    private static readonly ScriptedModel Model = new("abc", seed: 8, labels: ["x"]);
    private static readonly Gen<(string Name, string? Label)> Requests =
        Gen.Select(Gen.OneOf("a", "b", "c").Array[0, 8].Select(string.Concat), Gen.OneOf<string?>(null, "x"));

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Many_names_are_explained_as_each_by_itself(int batchSize)
    {
        var scorer = new NameScorer(Model);
        (string Name, string? Label)[] names = [("abc", null), ("c", "x"), ("", null), ("abc", "x"), ("bbacab", null)];

        var explained = scorer.Explain(names, batchSize).ToList();

        Assert.Equal(names.Length, explained.Count);
        Assert.All(names.Zip(explained), pair => Assert.Equal(
            scorer.Explain(pair.First.Name, pair.First.Label).Select(score => (score.Character, score.LogProbability, score.Rank)),
            pair.Second.Select(score => (score.Character, score.LogProbability, score.Rank))));
    }

    [Fact]
    public void Explanation_sums_to_the_score() => Requests.Sample((name, label) =>
    {
        var scorer = new NameScorer(Model);

        var characters = scorer.Explain(name, label);

        Assert.Equal([.. name.Select(c => c.ToString()), ""], characters.Select(character => character.Character));
        Assert.Equal(scorer.Score(name, label).LogLikelihood, characters.Sum(character => character.LogProbability), 1e-9);
        Assert.Equal(Math.Log(Model.Probability(name, label)), characters.Sum(character => character.LogProbability), 1e-5);
    }, iter: 300);

    [Fact]
    public void Each_character_is_told_with_what_was_expected_there() => Requests.Sample((name, label) =>
    {
        var characters = new NameScorer(Model).Explain(name, label);

        long[] tokens = [0, .. Model.Manifest.Vocabulary.Encode(name, label)];
        for (var i = 0; i <= name.Length; i++)
        {
            var (logits, actual) = (Model[tokens[i], tokens[i + 1]], characters[i]);
            var ranked = new[] { 1, 3, 4, 5 }.OrderByDescending(id => logits[id]).ToList();
            Assert.Equal(ranked.IndexOf((int)tokens[i + 2]) + 1, actual.Rank);
            Assert.Equal(name[..i], actual.Expected.Text);
            Assert.Equal(ranked.Select(CharacterOf), actual.Expected.Choices.Select(choice => choice.Character));
            Assert.Equal(actual.LogProbability, actual.Expected.Choices[actual.Rank - 1].LogProbability);
            Assert.Equal(1, actual.Expected.Choices.Sum(choice => choice.Probability), 1e-12);
        }
    }, iter: 300);

    [Fact]
    public void Equals_rank_by_their_ids()
    {
        var model = new ScriptedModel("abc");
        model[0, 1].AsSpan(1).Clear();

        Assert.Equal(["", "a", "b", "c"], new NameScorer(model).Next("").Choices.Select(choice => choice.Character));
        Assert.Equal([2, 3, 4], new[] { "a", "b", "c" }.Select(name => new NameScorer(model).Explain(name)[0].Rank));
    }

    // e⁻¹⁰⁰⁰ is not a number of double precision, and its logarithm is.
    [Fact]
    public void Characters_that_all_but_never_come_keep_their_place_and_number()
    {
        var model = new ScriptedModel("abc");
        (float[] certain, float[] rare) = ([float.MinValue, 0, -2_000, -1_000, -745], [float.MinValue, -900, 0, -800, -3]);
        certain.CopyTo(model[0, 1], 0);
        rare.CopyTo(model[1, 3], 0);
        var scorer = new NameScorer(model);

        var characters = scorer.Explain("b");

        Assert.Equal(-1_000, characters[0].LogProbability, 1e-9);
        Assert.Equal(-900 - Math.Log(1 + Math.Exp(-3)), characters[1].LogProbability, 1e-9);
        Assert.Equal(scorer.Score("b").LogLikelihood, characters.Sum(character => character.LogProbability));
        Assert.Equal([3, 4], characters.Select(character => character.Rank));
        Assert.Equal(["", "c", "b", "a"], characters[0].Expected.Choices.Select(choice => choice.Character));
    }

    // A model that surely ends by the fourth letter: then all names that begin so can be listed.
    [Theory]
    [InlineData("", null)]
    [InlineData("b", null)]
    [InlineData("cab", "x")]
    [InlineData("abca", null)]
    public void Prefix_is_as_likely_as_all_names_that_begin_so(string prefix, string? label)
    {
        var scorer = new NameScorer(new CountingDownModel(new ScriptedModel("abc", seed: 9, labels: ["x"]), length: 4));

        var next = scorer.Next(prefix, label);

        var scores = scorer.Score(ScriptedModel.AllNames("abc", 4), label);
        var names = scores.ToDictionary(score => score.Name, score => Math.Exp(score.LogLikelihood));
        var share = Behind(prefix);
        Assert.Equal(1, Behind(""), 1e-6);
        Assert.Equal(share, Math.Exp(next.LogLikelihood), share * 1e-6);
        Assert.All(next.Choices, choice =>
        {
            var part = choice.Character.Length == 0 ? names[prefix] : Behind(prefix + choice.Character);
            Assert.Equal(part / share, choice.Probability, 1e-6);
        });

        double Behind(string text) => names.Where(name => name.Key.StartsWith(text, StringComparison.Ordinal)).Sum(name => name.Value);
    }

    [Fact]
    public void Entropy_is_that_of_the_next_character()
    {
        var model = new ScriptedModel("abc");
        model[0, 1].AsSpan(1).Clear();                                   // four alike
        float[] halves = [float.MinValue, float.MinValue, 0, 0, float.MinValue], certain = [float.MinValue, 500, 0, 0, 0];
        halves.CopyTo(model[1, 2], 0);
        certain.CopyTo(model[1, 3], 0);
        float[] quarters = [float.MinValue, MathF.Log(0.5f), MathF.Log(0.25f), MathF.Log(0.125f), MathF.Log(0.125f)];
        quarters.CopyTo(model[1, 4], 0);
        var scorer = new NameScorer(model);

        Assert.Equal(Math.Log(4), scorer.Next("").Entropy, 1e-9);
        Assert.Equal(Math.Log(2), scorer.Next("a").Entropy, 1e-9);
        Assert.Equal(0, scorer.Next("b").Entropy, 1e-9);
        Assert.Equal(1.75 * Math.Log(2), scorer.Next("c").Entropy, 1e-6);
    }

    [Fact]
    public void Prefixes_and_names_are_normalised_each_in_their_way()
    {
        var scorer = new NameScorer(new ScriptedModel("a ė"));

        Assert.Equal("a ", scorer.Next(" a ").Text);
        Assert.Equal(["ė", ""], scorer.Explain(" e\u0307 ").Select(character => character.Character));
    }

    [Fact]
    public void Unknown_letters_and_labels_are_refused()
    {
        var scorer = new NameScorer(new ScriptedModel("ab"));

        Assert.Throws<UnknownCharacterException>(() => scorer.Explain("abq"));
        Assert.Throws<UnknownCharacterException>(() => scorer.Next("q"));
        Assert.Throws<ArgumentException>(() => scorer.Explain("ab", "female"));
        Assert.Throws<ArgumentException>(() => scorer.Next("ab", "female"));
    }

    [Fact]
    public void Name_has_one_log_likelihood_whoever_says_it()
    {
        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var (scorer, search) = (new NameScorer(model), new NameSearch(model));
        var sampling = new SamplingOptions { Label = "female", Prefix = "Da", MinLength = 4, TopK = 5 };
        var generation = new GenerationOptions { Label = "female", Prefix = "Da", MinLength = 4, Temperature = 0.5f };

        List<(string Name, double LogLikelihood)> names =
        [
            .. search.Top(20, new SearchOptions { Label = "female", Prefix = "Da" }).Select(name => (name.Name, name.LogLikelihood)),
            .. search.Beam(new BeamOptions { Label = "female", Prefix = "Da" }).Select(name => (name.Name, name.LogLikelihood)),
            .. search.SampleWithoutReplacement(20, sampling).Select(name => (name.Name, name.LogLikelihood)),
            .. new NameGenerator(model).Generate(generation).Select(name => (name.Name, name.LogLikelihood)),
            .. new NameGenerator(model).Generate(generation with { MinLength = 1 }).Select(name => (name.Name, name.LogLikelihood)),
        ];

        var scores = scorer.Score(names.Select(name => name.Name), "female").Select(score => score.LogLikelihood);
        Assert.Equal(scores, names.Select(name => name.LogLikelihood));
        Assert.Equal(scores, names.Select(name => scorer.Score(name.Name, "female").LogLikelihood));
        Assert.Equal(scores, names.Select(name => scorer.Explain(name.Name, "female").Sum(character => character.LogProbability)));
    }

    private static string CharacterOf(int id) => id == 1 ? "" : Model.Manifest.Vocabulary.Tokens[id];
}
