namespace MlPipeline.Evaluation.Statistics;

/// <summary>
/// Random numbers that repeat: a counter that is mixed (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014). Not thread-safe.
/// </summary>
/// <param name="seed">The seed.</param>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Draws 64 random bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Draws a whole number in [0, <paramref name="end"/>), all alike but for a bias below 2⁻³².</summary>
    /// <param name="end">At least 1, less than 2³².</param>
    public int Next(int end) => (int)Math.BigMul(Next(), (ulong)end, out _);
}
