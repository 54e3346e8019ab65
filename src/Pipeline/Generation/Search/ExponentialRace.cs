namespace MlPipeline.Generation.Search;

/// <summary>
/// Orders by arrival in a race: every name has an exponential clock that runs at its probability, and the order of
/// arrival is a draw without replacement. It is the Gumbel-top-k trick (Kool et al., "Stochastic beams and where to find
/// them", ICML 2019) with times t = exp(−Gumbel), and grows along the prefixes: the first arrival behind a text is spread
/// over its next characters by an ordinary draw, and the clocks of all others go on from there, for they have no memory.
/// </summary>
/// <remarks>Ranks are ln t. Random numbers are keyed by the text, so the order of the search doesn't matter.</remarks>
internal sealed class ExponentialRace(long seed, long row, uint sample) : ISearchOrder
{
    private const uint Chosen = uint.MaxValue;

    public (double Rank, ulong Key) Start()
    {
        var (a, b, c, d) = Philox.Encrypt((Chosen, sample, (uint)row, (uint)(row >> 32)), ((uint)seed, (uint)(seed >> 32)));
        return (LogExponential(a, b), Join(c, d));
    }

    public void Rank(Candidate text, ReadOnlySpan<double> logProbabilities, Span<double> ranks, Span<ulong> keys)
    {
        var first = First(text, logProbabilities);
        for (var token = 0; token < ranks.Length; token++)
        {
            if (double.IsNegativeInfinity(logProbabilities[token]))
                continue;

            var (a, b, c, d) = Encrypt(text, (uint)token);
            keys[token] = Join(c, d);
            ranks[token] = token == first
                ? text.Rank
                : LogAdd(text.Rank, LogExponential(a, b) - (text.LogProbability + logProbabilities[token]));
        }
    }

    // The next character of the first arrival behind the text.
    private static int First(Candidate text, ReadOnlySpan<double> logProbabilities)
    {
        var (a, b, _, _) = Encrypt(text, Chosen);
        var (goal, reached, last) = (Philox.ToUniform(a, b), 0.0, -1);
        for (var token = 0; token < logProbabilities.Length && reached <= goal; token++)
        {
            var probability = Math.Exp(logProbabilities[token]);
            if (probability == 0)
                continue;
            reached += probability;
            last = token;
        }

        return last;
    }

    private static (uint A, uint B, uint C, uint D) Encrypt(Candidate text, uint token) =>
        Philox.Encrypt((token, (uint)text.Length, 0, 0), ((uint)text.Key, (uint)(text.Key >> 32)));

    // ln of an exponential number with rate 1.
    private static double LogExponential(uint a, uint b) => Math.Log(-Math.Log(1 - Philox.ToUniform(a, b)));

    private static ulong Join(uint low, uint high) => low | ((ulong)high << 32);

    // ln(eˣ + eʸ).
    private static double LogAdd(double x, double y)
    {
        var (small, large) = x < y ? (x, y) : (y, x);
        return double.IsNegativeInfinity(small) ? large : large + Math.Log(1 + Math.Exp(small - large));
    }
}
