namespace MlPipeline.Evaluation.Statistics;

/// <summary>Names drawn again, as many as there are, with replacement: what a bootstrap measures again and again.</summary>
internal static class NameDraws
{
    /// <summary>Draws; the same seed gives the same draws.</summary>
    /// <param name="names">Number of names, at least 1.</param>
    /// <param name="draws">How often all of them are drawn.</param>
    /// <param name="seed">Another seed draws other names.</param>
    /// <returns>For each draw how often each name came, [<paramref name="names"/>]: one array, which the next draw writes over.</returns>
    public static IEnumerable<double[]> Of(int names, int draws, long seed)
    {
        var (random, counts) = (new SplitMix64((ulong)seed), new double[names]);
        for (var i = 0; i < draws; i++)
        {
            Array.Clear(counts);
            for (var draw = 0; draw < names; draw++)
                counts[random.Next(names)]++;
            yield return counts;
        }
    }
}
