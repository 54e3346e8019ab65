namespace MlPipeline.Generation;

/// <summary>
/// Philox 4×32 with 10 rounds: random numbers that are a pure function of a key and a counter (Salmon et al., "Parallel
/// random numbers: as easy as 1, 2, 3", SC 2011). Nothing is carried from draw to draw, so the order of the work
/// can't change the result.
/// </summary>
internal static class Philox
{
    private const int Rounds = 10;

    /// <summary>Encrypts a counter of four words with a key of two.</summary>
    public static (uint A, uint B, uint C, uint D) Encrypt((uint A, uint B, uint C, uint D) counter, (uint A, uint B) key)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var first = 0xD2511F53UL * counter.A;
            var second = 0xCD9E8D57UL * counter.C;
            counter = ((uint)(second >> 32) ^ counter.B ^ key.A, (uint)second, (uint)(first >> 32) ^ counter.D ^ key.B, (uint)first);
            key = (unchecked(key.A + 0x9E3779B9), unchecked(key.B + 0xBB67AE85));
        }

        return counter;
    }

    /// <summary>Draws a uniform number in [0, 1) with 53 random bits.</summary>
    /// <param name="seed">The seed of the request.</param>
    /// <param name="row">The row of the input.</param>
    /// <param name="sample">The sample of the row.</param>
    /// <param name="step">The character of the sample.</param>
    public static double Uniform(long seed, long row, uint sample, uint step)
    {
        var (a, b, _, _) = Encrypt((step, sample, (uint)row, (uint)(row >> 32)), ((uint)seed, (uint)(seed >> 32)));
        return ToUniform(a, b);
    }

    /// <summary>Makes a uniform number in [0, 1) with 53 random bits of two words.</summary>
    public static double ToUniform(uint a, uint b) => (((ulong)a << 21) ^ (b >> 11)) * double.ScaleB(1, -53);
}
