using MlPipeline.NGrams;

namespace MlPipeline.Tests.Likelihood.Baselines;

public sealed class BaselineLikelihoodTests
{
    [Fact]
    public void LogLikelihood_counts_the_end_as_a_prediction()
    {
        var uniform = new UniformBaseline(symbolCount: 4);

        var logLikelihood = uniform.LogLikelihood([0, 3, 1]);

        Assert.Equal(-4 * Math.Log(5), logLikelihood, 12);
    }

    // The unigram of "ab" and "b" with 1 added has P(a) = 2/8, P(b) = P(end) = 3/8.
    // "b" is worth 3/8 · 3/8 over 2 predictions, "aab" 2/8 · 2/8 · 3/8 · 3/8 over 4.
    [Fact]
    public void NatsPerCharacter_divides_by_all_predictions_of_all_names()
    {
        var unigram = AdditiveNGram.Fit([[0, 1], [1]], symbolCount: 2, order: 1, smoothing: 1);

        var nats = unigram.NatsPerCharacter([[1], [0, 0, 1]]);

        Assert.Equal(-(2 * Math.Log(0.25) + 4 * Math.Log(0.375)) / 6, nats, 12);
    }

    [Fact]
    public void NatsPerCharacter_refuses_an_empty_list()
    {
        var uniform = new UniformBaseline(symbolCount: 4);

        var error = Assert.Throws<ArgumentException>(() => uniform.NatsPerCharacter([]));

        Assert.StartsWith("The list holds no names, and at least one is needed.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void LogLikelihood_names_the_symbol_it_does_not_know(int symbol)
    {
        var uniform = new UniformBaseline(symbolCount: 2);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => uniform.LogLikelihood([1, symbol]));

        Assert.Equal(symbol, error.ActualValue);
        Assert.StartsWith("The symbol at position 1 lies outside [0, 2).", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Probability_refuses_a_next_symbol_beyond_the_end(int symbol)
    {
        var uniform = new UniformBaseline(symbolCount: 2);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => uniform.Probability([1], symbol));

        Assert.StartsWith("The next symbol lies in [0, 2), or is 2 for the end.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LogLikelihood_of_no_baseline_is_refused() =>
        Assert.Equal("baseline", Assert.Throws<ArgumentNullException>(() => BaselineLikelihood.LogLikelihood(null!, [1])).ParamName);
}
