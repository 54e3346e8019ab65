namespace MlPipeline.Evaluation.Statistics;

/// <summary>
/// Area under the receiver operating characteristic: the probability that a positive scores higher than a negative, where a tie counts
/// half. Its variance is that of DeLong, DeLong and Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating
/// characteristic curves", 1988, by midranks (Sun and Xu, "Fast implementation of DeLong's algorithm", 2014).
/// </summary>
/// <remarks>Scores that part the kinds perfectly leave DeLong no variance: an interval of 1 to 1 is too sure of itself.</remarks>
internal static class AreaUnderCurve
{
    /// <summary>Computes the area and its 95 % interval in O(n log n).</summary>
    /// <param name="positives">At least one score; the ends of the interval are NaN for only one.</param>
    /// <param name="negatives">At least one score; the ends of the interval are NaN for only one.</param>
    /// <exception cref="ArgumentException">A kind has no scores, or one that is not a number.</exception>
    public static Interval Of(IReadOnlyList<double> positives, IReadOnlyList<double> negatives)
    {
        RefuseBad(positives, nameof(positives));
        RefuseBad(negatives, nameof(negatives));
        var ranks = Midranks.Of([.. positives, .. negatives]);
        var higher = Below(ranks.AsSpan(0, positives.Count), Midranks.Of([.. positives]), negatives.Count);    // [positives]
        var lower = Below(ranks.AsSpan(positives.Count), Midranks.Of([.. negatives]), positives.Count);        // [negatives]

        var variance = Sample.VarianceOfMean(higher) + Sample.VarianceOfMean(lower);
        return NormalInterval.OfShare(higher.Average(), Math.Sqrt(variance));
    }

    // A rank among all less the rank among its own kind counts the others below.
    private static double[] Below(ReadOnlySpan<double> ranks, double[] own, int others)
    {
        var shares = new double[own.Length];
        for (var i = 0; i < own.Length; i++)
            shares[i] = (ranks[i] - own[i]) / others;
        return shares;
    }

    private static void RefuseBad(IReadOnlyList<double> scores, string parameter)
    {
        if (scores.Count == 0)
            throw new ArgumentException("There are no scores to compare: pass at least one.", parameter);
        if (scores.Any(double.IsNaN))
            throw new ArgumentException("A score is NaN, which can't be ranked: leave it out.", parameter);
    }
}
