using CsCheck;
using MlPipeline.NGrams;
using MlPipeline.Text;

namespace MlPipeline.Tests.Likelihood.Baselines;

public sealed class BaselineDistributionTests
{
    [Fact]
    public void Kneser_Ney_is_a_distribution_after_any_prefix() => BaselineSamples.Any.Sample(sample =>
        AssertDistribution(KneserNey.Fit(sample.Names, sample.SymbolCount, sample.Order), sample.Prefix));

    [Fact]
    public void Additive_smoothing_is_a_distribution_after_any_prefix() => BaselineSamples.Any.Sample(sample =>
        AssertDistribution(AdditiveNGram.Fit(sample.Names, sample.SymbolCount, sample.Order, smoothing: 0.01), sample.Prefix));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcdefghij")]
    public void One_name_is_enough_for_every_baseline(string name)
    {
        var suite = BaselineSuite.Fit([name], Vocabulary.Of(["abcdefghijk"])).All;

        Assert.All(suite, baseline => AssertDistribution(baseline, [10, 0, 0]));
        Assert.All(suite, baseline => Assert.True(double.IsFinite(baseline.LogLikelihood([3, 10, 0, 1, 2]))));
    }

    private static void AssertDistribution(IBaseline baseline, int[] prefix)
    {
        var probabilities = Enumerable.Range(0, baseline.SymbolCount + 1).Select(symbol => baseline.Probability(prefix, symbol)).ToList();

        Assert.All(probabilities, probability => Assert.InRange(probability, double.Epsilon, 1 + 1e-12));
        Assert.Equal(1, probabilities.Sum(), 12);
    }
}
