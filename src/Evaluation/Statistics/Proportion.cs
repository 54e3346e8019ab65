namespace MlPipeline.Evaluation.Statistics;

/// <summary>
/// Shares of independent trials that hit, with the score interval (Wilson, "Probable inference, the law of succession, and statistical
/// inference", 1927): unlike the normal one it keeps within [0, 1] and has a width at 0 and at 1.
/// </summary>
internal static class Proportion
{
    /// <summary>Computes the share and its 95 % interval.</summary>
    /// <param name="hits">In [0, <paramref name="trials"/>].</param>
    /// <param name="trials">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no trials, or more hits than trials, or fewer than 0.</exception>
    public static Interval Wilson(long hits, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, trials);
        return Wilson(hits / (double)trials, trials);
    }

    /// <summary>Computes the 95 % interval of a share that isn't one of independent trials.</summary>
    /// <param name="share">In [0, 1].</param>
    /// <param name="trials">The number of independent trials that would have the share's variance; above 0, may be infinite.</param>
    public static Interval Wilson(double share, double trials)
    {
        const double square = NormalInterval.Reach * NormalInterval.Reach;
        if (double.IsPositiveInfinity(trials))
            return new Interval(share, share, share);

        var middle = (share + square / (2 * trials)) / (1 + square / trials);
        var half = NormalInterval.Reach * Math.Sqrt(share * (1 - share) / trials + square / (4 * trials * trials)) / (1 + square / trials);
        return new Interval(share, share == 0 ? 0 : middle - half, share == 1 ? 1 : middle + half);
    }
}
