using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Scoring.Tests.Evaluation.Statistics;

public sealed class FeatureCountsTests
{
    private static readonly FeatureCounts Counted = FeatureCounts.Of([["b", "a", "b"], [], ["a"], ["c", "b"]]);

    [Fact]
    public void Features_are_counted_over_all_names()
    {
        Assert.Equal(new Dictionary<string, long> { ["b"] = 3, ["a"] = 2, ["c"] = 1 }, Counted.Counts);
        Assert.Equal((6, 4), (Counted.Total, Counted.Names));
        Assert.Equal(["b", "a", "c"], Counted.Features);
        Assert.Equal([2 / 6.0, 0, 3 / 6.0], Counted.Share(["a", "x", "b"]));
    }

    // Slope 1 for "b" alone: (its count in the name − the name's features · ½) / 1.5 features a name.
    [Fact]
    public void Influence_of_a_name_is_what_it_adds_to_the_share()
    {
        var influences = Counted.InfluencesOn([1, 0, 0]);

        Assert.Equal([0.5 / 1.5, 0, -0.5 / 1.5, 0], influences, (x, y) => Math.Abs(x - y) < 1e-9);
    }
}
