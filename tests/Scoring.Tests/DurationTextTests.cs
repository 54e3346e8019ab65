using MlPipeline.Common;

namespace MlPipeline.Scoring.Tests;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(0.2, "0:01")]
    [InlineData(59.5, "1:00")]
    [InlineData(754, "12:34")]
    [InlineData(3_599.01, "1:00:00")]
    [InlineData(3_723, "1:02:03")]
    [InlineData(86_399, "23:59:59")]
    [InlineData(86_400, "1 d 0:00:00")]
    [InlineData(100 * 86_400.0 + 3_723, "100 d 1:02:03")]
    [InlineData(1e300, "–")]
    [InlineData(double.PositiveInfinity, "–")]
    [InlineData(double.NaN, "–")]
    [InlineData(-1, "0:00")]
    public void Nothing_of_a_duration_is_dropped(double seconds, string expected) => Assert.Equal(expected, DurationText.Of(seconds));
}
