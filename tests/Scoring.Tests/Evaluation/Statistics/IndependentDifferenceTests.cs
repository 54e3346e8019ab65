using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Scoring.Tests.Evaluation.Statistics;

public sealed class IndependentDifferenceTests
{
    // Newcombe, "Interval estimation for the difference between independent proportions", 1998, table II, method 10.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(10, 10, 0, 20, 0.6791, 1)]
    public void Interval_of_two_shares_is_the_published_one(
        long hits, long trials, long otherHits, long otherTrials, double low, double high)
    {
        var difference = IndependentDifference.Of(Proportion.Wilson(hits, trials), Proportion.Wilson(otherHits, otherTrials));

        Assert.Equal(hits / (double)trials - otherHits / (double)otherTrials, difference.Value, 12);
        Assert.Equal(low, difference.Low, 0.00005);
        Assert.Equal(high, difference.High, 0.00005);
    }

    [Fact]
    public void Symmetric_intervals_add_their_squares()
    {
        var difference = IndependentDifference.Of(new Interval(7, 4, 10), new Interval(2, -2, 6));

        Assert.Equal(new Interval(5, 0, 10), difference);
    }
}
