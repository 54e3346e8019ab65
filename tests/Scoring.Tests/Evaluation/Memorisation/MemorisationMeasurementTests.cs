using MlPipeline.Data;
using MlPipeline.Evaluation.Fit;
using MlPipeline.Evaluation.Memorisation;
using MlPipeline.Evaluation.Names;
using MlPipeline.NGrams;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Tests.Evaluation.Memorisation;

public sealed class MemorisationMeasurementTests
{
    private static readonly Vocabulary Letters = Vocabulary.Of(["abcd"]);

    [Fact]
    public void Copies_are_expected_by_the_exact_probabilities()
    {
        // Says aa and bb with probability near ½ each, and strange names by one character in 1,000 or so.
        var model = new CopyingModel(["aa", "bb"], Letters, strange: 0.001);
        var (training, others) = (Score(model, "aa", "bb", "cc"), Score(model, "ab", "dd"));
        var samples = NameGroup.Of(["aa", "aa", "bb", "ca"], null);

        var copies = Measure(training, others).Copies(samples, maxLength: 4, drawsPerName: 1.25, seed: 1)
            .ToDictionary(metric => metric.Name, metric => metric.Value.Value);

        var expected = 1.25 * training.LogLikelihoods.Sum(Math.Exp);
        var unmemorised = 3 * 1.25 * others.LogLikelihoods.Average(Math.Exp);
        Assert.Equal(0.75, copies["copied_share"]);
        Assert.Equal(expected, copies["copied_share.expected"], 12);
        Assert.Equal(unmemorised, copies["copied_share.unmemorised"], 12);
        Assert.Equal(expected / unmemorised, copies["memorisation_factor"], 6);
        Assert.InRange(Math.Exp(training.LogLikelihoods[0]), 0.49, 0.5);
    }

    [Fact]
    public void Names_longer_than_any_that_is_drawn_are_not_expected()
    {
        var model = new CopyingModel(["aa", "bbb"], Letters, strange: 0.001);

        Assert.Equal(0, Score(model, "bbb").Probabilities(maxLength: 2, drawsPerName: 1)[0]);
    }

    [Fact]
    public void Membership_is_certain_where_every_training_name_is_likelier_and_a_coin_where_none_is()
    {
        var model = new CopyingModel(["aa", "bb", "cc"], Letters, strange: 0.001);
        var uniform = new CopyingModel([], Letters, strange: 1);

        Assert.Equal(1, Measure(Score(model, "aa", "bb", "cc"), Score(model, "ab", "dd", "ca")).Membership()[0].Value.Value);
        Assert.Equal(0.5, Measure(Score(uniform, "aa", "bb", "cc"), Score(uniform, "ab", "dd", "ca")).Membership()[0].Value.Value);
    }

    [Fact]
    public void Name_at_risk_is_the_one_that_counting_does_not_explain()
    {
        var model = new CopyingModel(["aa", "aa", "aa", "dcdb"], Letters, strange: 0.01);
        var (training, others) = (Score(model, "aa", "aaa", "aaaa", "dcdb"), Score(model, "ab", "ba"));

        var risky = Measure(training, others).AtRisk(samples: 100, maxLength: 4, drawsPerName: 1);

        Assert.Equal("dcdb", risky[0].Name);
        Assert.Equal(0, risky[0].HeldOutShare);
        Assert.Equal(100 * Math.Exp(training.LogLikelihoods[3]), risky[0].ExpectedCopies, 9);
    }

    [Fact]
    public void Training_names_are_scored_by_a_model_that_lacks_them()
    {
        int[][] train = [.. Enumerable.Range(0, 40).Select(i => new[] { i % 4, i / 4 % 4, i / 16 })];

        var crossFit = CrossFit.Of(train, symbols: 4, order: 2);

        var all = KneserNey.Fit(train, 4, 2);
        Assert.True(train.Index().Sum(name => crossFit.OfMember(name.Index, name.Item)) < train.Sum(name => all.LogLikelihood(name)));
    }

    private static MemorisationMeasurement Measure(ScoredNames training, ScoredNames others) =>
        new(training, others, CrossFit.Of(training.Symbols, 4, 2));

    private static ScoredNames Score(CopyingModel model, params string[] names) =>
        ScoredNames.Of(model, names.Select((name, i) => new NameRecord(name, null, i + 2)), TestContext.Current.CancellationToken);
}
