using MlPipeline.Numerics;

namespace MlPipeline.Generation;

/// <summary>95 % intervals of a rate that hold for few draws too, where a standard error says nothing.</summary>
internal static class RateInterval
{
    private const double Reach = 1.959963984540054, LowerTail = 0.025, UpperTail = 0.975;
    private const int MostExact = 100;

    /// <summary>The interval of a share of draws that hit (Wilson 1927).</summary>
    /// <param name="hits">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">At least 1.</param>
    public static (double Low, double High) OfShare(long hits, long draws)
    {
        var (share, square) = (hits / (double)draws, Reach * Reach);
        var middle = (share + square / (2 * draws)) / (1 + square / draws);
        var half = Reach * Math.Sqrt(share * (1 - share) / draws + square / (4.0 * draws * draws)) / (1 + square / draws);
        return (hits == 0 ? 0 : middle - half, hits == draws ? 1 : middle + half);
    }

    /// <summary>The interval of the rate of exponential times: rate × their sum has Erlang's distribution.</summary>
    /// <param name="count">Number of times, at least 1.</param>
    /// <param name="sum">Their sum, above 0.</param>
    public static (double Low, double High) OfTimes(long count, double sum) =>
        (ErlangQuantile(count, LowerTail) / sum, ErlangQuantile(count, UpperTail) / sum);

    // By bisection; of many times by the cube root, which is nearly normal (Wilson and Hilferty 1931).
    private static double ErlangQuantile(long count, double share)
    {
        if (count > MostExact)
        {
            var root = 1 - 1 / (9.0 * count) + (share < 0.5 ? -Reach : Reach) / Math.Sqrt(9.0 * count);
            return count * (root * root * root);
        }

        var (low, high) = (0.0, 4.0 * count + 20);
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = ErlangShare(count, middle) < share ? (middle, high) : (low, middle);
        }

        return high;
    }

    // P(X ≤ x) = 1 − e⁻ˣ Σ xᵏ / k! over k below the count.
    private static double ErlangShare(long count, double x)
    {
        var (term, sum) = (PortableMath.Exp(-x), 0.0);
        for (var k = 0; k < count; k++)
        {
            sum += term;
            term *= x / (k + 1);
        }

        return 1 - sum;
    }
}
