using MlPipeline.NGrams;

namespace MlPipeline.Tests.Likelihood.Baselines;

public sealed class AdditiveNGramTests
{
    private static readonly int[][] Names = [[0, 1], [1]]; // "ab" and "b"

    // 5 predictions: a once, b twice, the end twice. With 1 added to each of the three: 2/8, 3/8, 3/8.
    [Fact]
    public void Unigram_agrees_with_counting_by_hand()
    {
        var unigram = AdditiveNGram.Fit(Names, symbolCount: 2, order: 1, smoothing: 1);

        Assert.Equal(2 / 8.0, unigram.Probability([1, 1], 0), 12);
        Assert.Equal(3 / 8.0, unigram.Probability([], 1), 12);
        Assert.Equal(3 / 8.0, unigram.Probability([0], 2), 12);
    }

    // After the start: a once, b once. After a: b once. After b: the end twice. With 1/2 added to each of the three:
    // P(a | start) = 1.5/3.5, P(b | a) = 1.5/2.5, P(end | b) = 2.5/3.5, P(a | b) = 0.5/3.5.
    [Fact]
    public void Bigram_agrees_with_counting_by_hand()
    {
        var bigram = AdditiveNGram.Fit(Names, symbolCount: 2, order: 2, smoothing: 0.5);

        Assert.Equal(1.5 / 3.5, bigram.Probability([], 0), 12);
        Assert.Equal(1.5 / 2.5, bigram.Probability([0], 1), 12);
        Assert.Equal(2.5 / 3.5, bigram.Probability([0, 1], 2), 12);
        Assert.Equal(0.5 / 3.5, bigram.Probability([0, 1], 0), 12);
    }

    [Fact]
    public void A_context_that_never_occurred_says_nothing()
    {
        var bigram = AdditiveNGram.Fit(Names, symbolCount: 3, order: 2, smoothing: 0.5);

        Assert.Equal(0.25, bigram.Probability([2], 1), 12);
    }

    [Fact]
    public void Fit_adds_little_where_validation_repeats_training()
    {
        var bigram = AdditiveNGram.Fit(Names, validation: Names, symbolCount: 2, order: 2);

        Assert.Equal(0.0005, bigram.Smoothing);
    }

    [Fact]
    public void Fit_adds_much_where_validation_contradicts_training()
    {
        var bigram = AdditiveNGram.Fit(Names, validation: [[1, 0, 0]], symbolCount: 2, order: 2);

        Assert.Equal(5, bigram.Smoothing);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Fit_refuses_smoothing_that_is_no_finite_number_above_0(double smoothing)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => AdditiveNGram.Fit(Names, 2, order: 2, smoothing));

        Assert.StartsWith("Smoothing is a finite number above 0.", error.Message, StringComparison.Ordinal);
    }
}
