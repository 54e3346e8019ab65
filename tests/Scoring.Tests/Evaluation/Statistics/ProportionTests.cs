using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Scoring.Tests.Evaluation.Statistics;

public sealed class ProportionTests
{
    // Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Interval_is_the_published_one(long hits, long trials, double low, double high)
    {
        var interval = Proportion.Wilson(hits, trials);

        Assert.Equal(hits / (double)trials, interval.Value, 12);
        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
    }

    [Fact]
    public void Ends_are_exact_where_nothing_or_everything_hits()
    {
        Assert.Equal(0, Proportion.Wilson(0, 7).Low);
        Assert.Equal(1, Proportion.Wilson(7, 7).High);
    }

    // The score interval holds just those shares p that lie within 1.96 of their own standard errors √(p (1 − p) / n).
    [Theory]
    [InlineData(3, 10)]
    [InlineData(480, 1000)]
    public void Ends_lie_1_96_of_their_own_standard_errors_away(long hits, long trials)
    {
        var interval = Proportion.Wilson(hits, trials);

        Assert.All([interval.Low, interval.High], end =>
            Assert.Equal(1.959963984540054, Math.Abs(end - interval.Value) / Math.Sqrt(end * (1 - end) / trials), 9));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void Impossible_counts_are_refused(long hits, long trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(hits, trials));
}
