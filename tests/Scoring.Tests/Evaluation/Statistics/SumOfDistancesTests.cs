using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Scoring.Tests.Evaluation.Statistics;

public sealed class SumOfDistancesTests
{
    // Twelve parts, each measured with the standard error 1, and draws as far from the measured as those from the true ones. Where a part
    // may be 0 or not, the interval is wider than it says, never narrower: 500 trials have a standard error of 1 %.
    [Theory]
    [InlineData(0, 0.99)]
    [InlineData(1, 1)]
    [InlineData(2.5, 1)]
    [InlineData(20, 0.99)]
    public void Interval_holds_the_true_sum_at_least_as_often_as_it_says(double size, double most)
    {
        var (random, held) = (new SplitMix64(5), 0);
        for (var trial = 0; trial < 500; trial++)
        {
            double[] parts = [.. Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? size : -size) + Normal(ref random))];
            var interval = SumOfDistances.Of(parts, Draws(parts, 200, ref random), units: 1000);
            held += interval.Low <= 12 * size && 12 * size <= interval.High ? 1 : 0;
        }

        Assert.InRange(held / 500.0, 0.92, most);
    }

    [Fact]
    public void Parts_far_from_zero_have_the_interval_of_their_sum()
    {
        var random = new SplitMix64(1);
        double[] parts = [30, -40, 50];

        var interval = SumOfDistances.Of(parts, Draws(parts, 4000, ref random), units: 1000);

        Assert.Equal(120, interval.Value);
        Assert.Equal(120 - 1.96 * Math.Sqrt(3), interval.Low, 0.2);
        Assert.Equal(120 + 1.96 * Math.Sqrt(3), interval.High, 0.2);
    }

    [Fact]
    public void Parts_that_may_be_zero_reach_down_to_it()
    {
        var random = new SplitMix64(1);
        double[] parts = [0.8, -0.8, 0.8];

        var interval = SumOfDistances.Of(parts, Draws(parts, 200, ref random), units: 1000);

        Assert.Equal(0, interval.Low);
    }

    private static double[][] Draws(double[] parts, int count, ref SplitMix64 random)
    {
        var draws = new double[count][];
        for (var i = 0; i < draws.Length; i++)
        {
            draws[i] = new double[parts.Length];
            for (var j = 0; j < parts.Length; j++)
                draws[i][j] = parts[j] + Normal(ref random);
        }

        return draws;
    }

    // The sum of twelve uniform numbers has the variance 1.
    private static double Normal(ref SplitMix64 random)
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
            sum += random.Next(1 << 30) / (double)(1 << 30);
        return sum;
    }
}
