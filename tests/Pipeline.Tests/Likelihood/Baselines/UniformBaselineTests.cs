using MlPipeline.NGrams;

namespace MlPipeline.Tests.Likelihood.Baselines;

public sealed class UniformBaselineTests
{
    [Fact]
    public void Probability_is_the_same_for_symbols_and_the_end()
    {
        var uniform = new UniformBaseline(symbolCount: 3);

        Assert.Equal(0.25, uniform.Probability([], 0));
        Assert.Equal(0.25, uniform.Probability([2, 1], 3));
    }

    [Fact]
    public void Constructor_refuses_an_alphabet_without_symbols()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new UniformBaseline(symbolCount: 0));
    }
}
