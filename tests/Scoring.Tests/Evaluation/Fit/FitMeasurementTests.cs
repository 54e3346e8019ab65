using MlPipeline.Evaluation.Fit;
using MlPipeline.Evaluation.Report;

namespace MlPipeline.Scoring.Tests.Evaluation.Fit;

public sealed class FitMeasurementTests
{
    // Two kinds of names, worked out by hand: 10 of 2 predictions at 1 nat each, 10 of 4 at 0.5; the baseline needs 1 nat everywhere.
    private static readonly FitMeasurement Measurement = new(
        [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0
            ? new NameEvidence("a", "x", 2, [-1, -1], -1, [-2], IsNewFamily: true, Distance: 2)
            : new NameEvidence("bcd", "y", 4, [-0.5, -0.5, -0.5, -0.5], null, [-4], IsNewFamily: false, Distance: 1))],
        new EvaluationBaselines([new EvaluationBaseline(EvaluationBaselines.KneserNeyKey, "one nat", _ => double.NaN)], 3, 1), seed: 1);

    [Theory]
    [InlineData("nats_per_character", 40.0 / 60)]
    [InlineData("nats_per_name", 2)]
    [InlineData("nats_per_character.labelled", 0.5)]
    [InlineData("nats_per_character.labelled.label=x", 0.5)]
    [InlineData("nats_per_character.label=x", 1)]
    [InlineData("nats_per_character.label=y", 0.5)]
    [InlineData("nats_per_character.new_family", 1)]
    [InlineData("nats_per_character.known_family", 0.5)]
    [InlineData("nats_per_character.far", 1)]
    [InlineData("nats_per_character.near", 0.5)]
    [InlineData("difference.kneser_ney.near", -0.5)]
    [InlineData("difference.kneser_ney.far", 0)]
    [InlineData("nats_per_character.length=3", 0.5)]
    [InlineData("nats.position=1", 0.75)]
    [InlineData("nats.position=4", 0.5)]
    public void Numbers_are_those_worked_out_by_hand(string metric, double expected)
    {
        var metrics = Measurement.Metrics();

        Assert.Equal(expected, Assert.Single(metrics, item => item.Name == metric).Value.Value, 12);
    }

    [Fact]
    public void Perplexity_and_bits_are_the_same_in_other_units()
    {
        var metrics = Measurement.Metrics().ToDictionary(metric => metric.Name, metric => metric.Value);

        Assert.Equal(Math.Exp(metrics["nats_per_character"].High), metrics["perplexity"].High, 12);
        Assert.Equal(metrics["nats_per_character"].Low / Math.Log(2), metrics["bits_per_character"].Low, 12);
    }

    [Fact]
    public void Difference_to_a_baseline_is_paired()
    {
        var (_, baseline) = Assert.Single(Measurement.Baselines);

        Assert.Equal(("one nat", 1.0), (baseline.Name, baseline.NatsPerCharacter.Value));
        Assert.Equal(40.0 / 60 - 1, baseline.Difference.Value, 12);
        Assert.Equal(Verdict.Better, baseline.Verdict);
    }

    [Theory]
    [InlineData(-0.2, -0.1, 100, nameof(Verdict.Better))]
    [InlineData(-0.2, 0.1, 100, nameof(Verdict.NoDifferenceFound))]
    [InlineData(-0.1, 0, 100, nameof(Verdict.NoDifferenceFound))]
    [InlineData(0.1, 0.2, 100, nameof(Verdict.Worse))]
    [InlineData(-0.2, -0.1, 19, nameof(Verdict.TooFewNames))]
    public void VerdictOn_says_better_only_where_the_interval_excludes_zero(double low, double high, int names, string verdict)
    {
        Assert.Equal(verdict, FitMeasurement.VerdictOn(new((low + high) / 2, low, high), names).ToString());
    }
}
