using MlPipeline.Numerics;

namespace MlPipeline.Generation;

/// <summary>
/// Orders by arrival in a race: every name has an exponential clock that runs at its probability, and the order of
/// arrival is a draw without replacement. It is the Gumbel-top-k trick (Kool et al., "Stochastic beams and where to find
/// them", ICML 2019) with times t = exp(−Gumbel), and grows along the prefixes: the first arrival behind a text has its
/// next character drawn like any other; and as clocks have no memory, the next arrival among the characters that are left
/// comes an exponential time later, at the rate of their probabilities together.
/// </summary>
/// <remarks>Ranks are ln t. Random numbers are keyed by the text, so the order of the search doesn't matter.</remarks>
internal sealed class ExponentialRace(long seed, long row, uint sample) : ISearchOrder
{
    private const uint Begin = uint.MaxValue, Child = 1;

    public (double Rank, ulong Key) Start()
    {
        var (a, b, c, d) = Philox.Encrypt((Begin, sample, (uint)row, (uint)(row >> 32)), ((uint)seed, (uint)(seed >> 32)));
        return (LogExponential(a, b), Join(c, d));
    }

    public ulong KeyOf(in SearchText text, int token)
    {
        var (a, b, _, _) = Encrypt(text, (uint)token, Child);
        return Join(a, b);
    }

    public (int Token, double Rank) Next(in SearchText text, ReadOnlySpan<double> logProbabilities, double rank, int place)
    {
        var left = 0.0;
        foreach (var logProbability in logProbabilities)
            left += PortableMath.Exp(logProbability);
        if (left == 0)
            return (-1, 0);

        var (a, b, c, d) = Encrypt(text, (uint)place, 0);
        var uniform = Philox.ToUniform(c, d);
        if (place == 0)
        {
            // The first arrival is behind this character, if the constraints allow it.
            if (uniform < left)
                return (Choose(logProbabilities, uniform), rank);
            uniform = (uniform - left) / (1 - left);
        }

        return (Choose(logProbabilities, uniform * left),
            LogAdd(rank, LogExponential(a, b) - (text.LogProbability + PortableMath.Log(left))));
    }

    private static int Choose(ReadOnlySpan<double> logProbabilities, double goal)
    {
        var (reached, last) = (0.0, -1);
        for (var token = 0; token < logProbabilities.Length && reached <= goal; token++)
        {
            if (double.IsNegativeInfinity(logProbabilities[token]))
                continue;
            reached += PortableMath.Exp(logProbabilities[token]);
            last = token;
        }

        return last;
    }

    private static (uint A, uint B, uint C, uint D) Encrypt(in SearchText text, uint number, uint purpose) =>
        Philox.Encrypt((number, (uint)text.Length, purpose, 0), ((uint)text.Key, (uint)(text.Key >> 32)));

    // ln of an exponential number with rate 1.
    private static double LogExponential(uint a, uint b) => PortableMath.Log(-PortableMath.Log(1 - Philox.ToUniform(a, b)));

    private static ulong Join(uint low, uint high) => low | ((ulong)high << 32);

    // ln(eˣ + eʸ).
    private static double LogAdd(double x, double y)
    {
        var (small, large) = x < y ? (x, y) : (y, x);
        return double.IsNegativeInfinity(small) ? large : large + PortableMath.Log(1 + PortableMath.Exp(small - large));
    }
}
