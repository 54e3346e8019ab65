using MlPipeline.Scoring.Evaluation;

namespace MlPipeline.Scoring.Tests.Evaluation;

public sealed class FitMeasurementTests
{
    // Two kinds of names, worked out by hand: 10 of 2 predictions at 1 nat each, 10 of 4 at 0.5; the baseline needs 1 nat everywhere.
    private static readonly FitEvidence Evidence = new(
        [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0
            ? new NameEvidence("a", "x", 2, [-1, -1], -1, [-2], IsNewFamily: true)
            : new NameEvidence("bcd", "y", 4, [-0.5, -0.5, -0.5, -0.5], null, [-4], IsNewFamily: false))],
        [], ["one nat"]);

    [Theory]
    [InlineData("nats_per_character", 40.0 / 60)]
    [InlineData("nats_per_name", 2)]
    [InlineData("nats_per_character.labelled", 0.5)]
    [InlineData("nats_per_character.label=x", 1)]
    [InlineData("nats_per_character.label=y", 0.5)]
    [InlineData("nats_per_character.new_family", 1)]
    [InlineData("nats_per_character.length=3", 0.5)]
    [InlineData("nats.position=1", 0.75)]
    [InlineData("nats.position=4", 0.5)]
    public void Numbers_are_those_worked_out_by_hand(string metric, double expected)
    {
        var measured = FitMeasurement.Of(Evidence, seed: 1);

        Assert.Equal(expected, Assert.Single(measured.Metrics, item => item.Name == metric).Value.Value, 12);
    }

    [Fact]
    public void Perplexity_and_bits_are_the_same_in_other_units()
    {
        var metrics = FitMeasurement.Of(Evidence, seed: 1).Metrics.ToDictionary(metric => metric.Name, metric => metric.Value);

        Assert.Equal(Math.Exp(metrics["nats_per_character"].High), metrics["perplexity"].High, 12);
        Assert.Equal(metrics["nats_per_character"].Low / Math.Log(2), metrics["bits_per_character"].Low, 12);
    }

    [Fact]
    public void Difference_to_a_baseline_is_paired()
    {
        var (name, nats, difference) = Assert.Single(FitMeasurement.Of(Evidence, seed: 1).Baselines);

        Assert.Equal(("one nat", 1.0), (name, nats.Value));
        Assert.Equal(40.0 / 60 - 1, difference.Value, 12);
        Assert.True(difference.ExcludesZero);
    }
}
