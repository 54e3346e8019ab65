using MlPipeline.NGrams;

namespace MlPipeline.Tests.Likelihood.Baselines;

/// <summary>
/// The toy corpus is "ab", "ab", "b"; ^ is the start, $ the end. Computed by hand.
/// Unigrams below a higher order count what comes before them: a 1 (^), b 2 (a and ^), $ 1 (b), 4 in all. No count is 3, so the
/// fallback takes 0.5, 1 and 0.5 off and shares out (0.5 + 1 + 0.5) / 4 = 1/2 evenly over three:
/// P(a) = 0.5/4 + 1/6 = 7/24, P(b) = 1/4 + 1/6 = 10/24, P($) = 7/24.
/// </summary>
public sealed class KneserNeyTests
{
    private const int A = 0, B = 1, End = 2;
    private static readonly int[][] Names = [[A, B], [A, B], [B]];

    // Plain counts: ^a 2, ^b 1, ab 2, b$ 3, so n1 = 1, n2 = 2, n3 = 1, n4 = 0, Y = 1/5, D1 = 1/5, D2 = 2 − 3/5·1/2 = 1.7, D3+ = 3.
    // After ^, 3 times: shared out (1.7 + 0.2)/3. P(a) = 0.3/3 + 1.9/3·7/24, P(b) = 0.8/3 + 1.9/3·10/24, P($) = 1.9/3·7/24.
    // After a, 2 times: shared out 1.7/2. P(b) = 0.3/2 + 0.85·10/24, P(a) = 0.85·7/24. After b all is shared out: P($) = 7/24.
    [Theory]
    [InlineData(new int[0], A, 41 / 144.0)]
    [InlineData(new int[0], B, 191 / 360.0)]
    [InlineData(new int[0], End, 133 / 720.0)]
    [InlineData(new[] { A }, B, 121 / 240.0)]
    [InlineData(new[] { A }, A, 119 / 480.0)]
    [InlineData(new[] { A, B }, End, 7 / 24.0)]
    public void Bigram_agrees_with_the_hand_computation(int[] prefix, int symbol, double expected)
    {
        var model = KneserNey.Fit(Names, symbolCount: 2, order: 2);

        var probability = model.Probability(prefix, symbol);

        Assert.Equal(expected, probability, 12);
    }

    // Bigrams below: ^a 2 and ^b 1 keep their plain counts, ab 1 (^), b$ 2 (a and ^). No count is 3: fallback.
    // P(a|^) = 1/3 + 1.5/3·7/24 = 23/48, P(b|a) = 0.5 + 0.5·10/24 = 17/24, P($|b) = 1/2 + 1/2·7/24 = 31/48.
    // Trigrams: ^ab 2, ^b$ 1, ab$ 2. No count is 3: fallback. P(b|^a) = 1/2 + 1/2·17/24 = 41/48, P($|ab) = 1/2 + 1/2·31/48 = 79/96.
    // Counting contexts for ^a and ^b would give 0 after ^, and P(a|^) = 7/24.
    [Fact]
    public void Trigram_keeps_plain_counts_at_the_start()
    {
        var model = KneserNey.Fit(Names, symbolCount: 2, order: 3);

        var logLikelihood = model.LogLikelihood([A, B]);

        Assert.Equal(Math.Log(23 / 48.0 * (41 / 48.0) * (79 / 96.0)), logLikelihood, 12);
    }

    // Plain counts: a 2, b 3, $ 3, 8 in all. n1 = 0: fallback takes 1 + 1.5 + 1.5 = 4, and shares out 1/2 over three.
    [Fact]
    public void Unigram_counts_how_often()
    {
        var model = KneserNey.Fit(Names, symbolCount: 2, order: 1);

        Assert.Equal(1 / 8.0 + 1 / 6.0, model.Probability([B], A), 12);
        Assert.Equal(1.5 / 8 + 1 / 6.0, model.Probability([], End), 12);
    }

    // c is in the alphabet but in no name: 1/2 is shared out over four, so it gets 1/8, and after it the model has only unigrams.
    [Fact]
    public void A_symbol_never_seen_is_possible_and_says_nothing_of_the_next()
    {
        var model = KneserNey.Fit(Names, symbolCount: 3, order: 3);

        Assert.Equal(1 / 8.0, model.Probability([A, 2], 2), 12);
        Assert.Equal(1 / 4.0 + 1 / 8.0, model.Probability([A, 2], B), 12);
    }

    [Fact]
    public void FitBestOrder_takes_the_order_with_the_fewest_nats()
    {
        int[][] train = [[0, 1, 2, 0, 1], [0, 1, 2], [2, 0, 1, 1], [1, 2, 0], [0, 0, 1, 2], [2, 0, 1, 2]];
        int[][] validation = [[0, 1, 2, 0], [2, 0, 1]];

        var best = KneserNey.FitBestOrder(train, validation, symbolCount: 3);

        var nats = Enumerable.Range(1, 7).Select(order => KneserNey.Fit(train, 3, order).NatsPerCharacter(validation)).ToList();
        Assert.Equal(nats.IndexOf(nats.Min()) + 1, best.Order);
        Assert.Equal(nats.Min(), best.NatsPerCharacter(validation));
        Assert.InRange(best.Order, 2, 6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void Fit_refuses_an_order_outside_1_to_8(int order)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => KneserNey.Fit(Names, 2, order));

        Assert.StartsWith("The order lies in [1, 8].", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_refuses_to_count_nothing()
    {
        var error = Assert.Throws<ArgumentException>(() => KneserNey.Fit([], 2, order: 3));

        Assert.Equal("names", error.ParamName);
    }
}
