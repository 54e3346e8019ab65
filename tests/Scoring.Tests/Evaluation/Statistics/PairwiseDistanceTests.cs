using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Scoring.Tests.Evaluation.Statistics;

public sealed class PairwiseDistanceTests
{
    private static readonly string[] Kinds = ["jonas", "jonaitis", "ona", "kazys", "kaziukas"];

    // Counted by hand: jonas-jonaitis 3/8, jonas-ona 2/5, jonaitis-ona 5/8.
    [Fact]
    public void Mean_is_that_of_the_pairs()
    {
        var mean = PairwiseDistance.Mean(["jonas", "jonaitis", "ona"]);

        Assert.Equal((3 / 8.0 + 2 / 5.0 + 5 / 8.0) / 3, mean.Value, 12);
        var means = new[] { (3 / 8.0 + 2 / 5.0) / 2, (3 / 8.0 + 5 / 8.0) / 2, (2 / 5.0 + 5 / 8.0) / 2 };
        var variance = 4 * means.Sum(value => (value - mean.Value) * (value - mean.Value)) / 2 / 3;
        Assert.Equal(mean.Value + 1.959963984540054 * Math.Sqrt(variance), mean.High, 12);
    }

    [Fact]
    public void Equal_names_are_not_apart_and_names_without_a_common_letter_wholly()
    {
        Assert.Equal(new Interval(0, 0, 0), PairwiseDistance.Mean(["", "", ""]));
        Assert.Equal(new Interval(1, 1, 1), PairwiseDistance.Mean(["a", "bc", "def"]));
    }

    // With five kinds of names the true mean is Σ p q distance, over independent draws.
    [Fact]
    public void Interval_holds_the_true_mean_as_often_as_it_says()
    {
        int[] weights = [5, 4, 4, 2, 1];
        string[] pool = [.. Kinds.SelectMany((kind, i) => Enumerable.Repeat(kind, weights[i]))];
        var expected = pool.Average(a => pool.Average(b => EditDistance.Of(a, b) / (double)Math.Max(a.Length, b.Length)));
        var (random, held) = (new SplitMix64(1), 0);

        for (var trial = 0; trial < 500; trial++)
        {
            var names = new string[50];
            for (var i = 0; i < names.Length; i++)
                names[i] = pool[random.Next(pool.Length)];
            var mean = PairwiseDistance.Mean(names);
            held += mean.Low <= expected && expected <= mean.High ? 1 : 0;
        }

        Assert.InRange(held / 500.0, 0.92, 0.98);
    }

    [Fact]
    public void Two_names_have_a_distance_but_no_interval()
    {
        Assert.Equal(new Interval(0.5, double.NaN, double.NaN), PairwiseDistance.Mean(["ab", "ac"]));
        Assert.Throws<ArgumentException>(() => PairwiseDistance.Mean(["ab"]));
    }
}
