using MlPipeline.Evaluation.Memorisation;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Tests.Evaluation.Memorisation;

public sealed class CanaryMeasurementTests
{
    private static readonly Vocabulary Letters = Vocabulary.Of(["abc"]);

    [Fact]
    public void Rank_is_the_place_among_all_names_of_the_pattern()
    {
        // Of the nine fillings of a??, the model says "aba" most, then "abb", and all others alike.
        var model = new CopyingModel(["aba", "aba", "abb"], Letters, strange: 0.01);

        var exposures = CanaryMeasurement.Rank(
            model, [new Canary("aba", "a??", 2), new Canary("abb", "a??", 3), new Canary("acc", "a??", 4)],
            TestContext.Current.CancellationToken);

        Assert.Equal([9L, 9L, 9L], exposures.Select(canary => canary.Space));
        Assert.Equal([1L, 2L], exposures.Take(2).Select(canary => canary.Rank));
        Assert.Equal([Math.Log2(9), Math.Log2(9) - 1], exposures.Take(2).Select(canary => canary.Exposure));
        Assert.InRange(exposures[2].Rank, 3, 4);
    }

    // e⁻ˣ (1 + x + x²/2) at x = 6 ln 2 bits in all, by hand; and names as exposed as chance has them.
    [Theory]
    [InlineData(new[] { 2.0, 2, 2 }, 0.21573495834)]
    [InlineData(new[] { 10.0 }, 0.0009765625)]
    [InlineData(new[] { 0.0, 0 }, 1)]
    public void Chance_is_that_of_a_sum_of_exponential_exposures(double[] exposures, double expected) =>
        Assert.Equal(expected, CanaryMeasurement.ProbabilityByChance(exposures), 5);

    [Fact]
    public void Chance_is_uniform_for_names_that_were_never_seen()
    {
        var random = new Random(5);

        var small = Enumerable.Range(0, 4000)
            .Count(_ =>
                CanaryMeasurement.ProbabilityByChance(
                    [.. Enumerable.Range(0, 8).Select(_ => -Math.Log2((random.Next(1000) + 1) / 1000.0))]) < 0.05);

        Assert.InRange(small / 4000.0, 0.035, 0.06);
    }
}
