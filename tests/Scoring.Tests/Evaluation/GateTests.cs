using CsCheck;
using MlPipeline.Common;
using MlPipeline.Evaluation;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Scoring.Tests.Evaluation;

public sealed class GateTests
{
    private static readonly Metric[] Metrics = [new("novelty", new Interval(0.6, 0.5, 0.7), 10),
        new("nats.position=1", new Interval(2, 1, 3), 10), new("defects", Interval.Exact(1), 9)];

    [Theory]
    [InlineData("novelty>0.5", true)]
    [InlineData("novelty > 0.6", false)]
    [InlineData("novelty>=0.6", true)]
    [InlineData("novelty<6e-1", false)]
    [InlineData("novelty<=.6", true)]
    [InlineData("novelty.low>0.5", false)]
    [InlineData("novelty.high<=0.7", true)]
    [InlineData("nats.position=1<2.5", true)]
    [InlineData("nats.position=1.low>=1", true)]
    [InlineData("defects<1", false)]
    [InlineData("defects.low<1", false)]
    [InlineData("defects.low>0", false)]
    public void Demand_is_compared(string text, bool holds) => Assert.Equal(holds, Gate.Parse(text).Check(Metrics).HasPassed);

    [Theory]
    [InlineData("")]
    [InlineData("<1")]
    [InlineData("novelty<")]
    [InlineData("novelty<NaN")]
    [InlineData("novelty<1<2")]
    [InlineData("novelty==1")]
    public void Text_that_is_no_demand_is_refused(string text) => Assert.Throws<RequestException>(() => Gate.Parse(text));

    [Theory]
    [InlineData("coverage<1", "is not in this report")]
    [InlineData("novelty.middle<1", "is not in this report")]
    [InlineData("defects.low<1", "has no value here")]
    [InlineData("validity>0.5", "was not judged: as the test says")]
    [InlineData("training.validity.low>0.5", "was not judged: as the test says")]
    public void Demand_on_what_is_not_there_fails_and_says_why(string text, string expected)
    {
        var result = Gate.Parse(text).Check(Metrics, notJudged: "as the test says");

        Assert.False(result.HasPassed);
        Assert.StartsWith(expected, result.Found(), StringComparison.Ordinal);
    }

    [Fact]
    public void Demands_agree_with_the_comparison_of_numbers() =>
        Gen.Select(Gen.Double[-10, 10], Gen.Double[-10, 10]).Sample((value, threshold) =>
    {
        Metric[] metrics = [new("x", Interval.Exact(value), 1)];
        bool Holds(string comparison) => Gate.Parse(FormattableString.Invariant($"x{comparison}{threshold:R}")).Check(metrics).HasPassed;

        return Holds("<") == value < threshold && Holds("<=") == value <= threshold && Holds(">") == value > threshold
            && Holds(">=") == value >= threshold;
    });
}
