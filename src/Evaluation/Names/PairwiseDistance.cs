using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Names;

/// <summary>
/// Mean distance of all pairs of names, the internal diversity: edit distance / length of the longer name. It is a U-statistic, whose
/// variance tends to 4 ζ₁ / n (Hoeffding, "A class of statistics with asymptotically normal distribution", 1948), with ζ₁ the variance of a
/// name's mean distance to the others.
/// </summary>
internal static class PairwiseDistance
{
    private const int FewestNames = 3;

    /// <summary>Computes the mean and its 95 % interval in O(n²).</summary>
    /// <param name="names">At least two names; the ends of the interval are NaN for only two.</param>
    /// <exception cref="ArgumentException">There are fewer than two names.</exception>
    public static Interval Mean(IReadOnlyList<string> names)
    {
        if (names.Count < 2)
            throw new ArgumentException($"A distance takes two names, but there are {names.Count}: pass more.", nameof(names));

        names = [.. names.Select(CodePoints.Narrow)];
        var means = new double[names.Count];
        for (var i = 0; i < means.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var distance = Of(names[i], names[j]) / (means.Length - 1);
                means[i] += distance;
                means[j] += distance;
            }
        }

        var variance = means.Length < FewestNames ? double.NaN : 4 * Sample.VarianceOfMean(means);
        return NormalInterval.OfShare(means.Average(), Math.Sqrt(variance));
    }

    private static double Of(string a, string b) =>
        a == b ? 0 : EditDistance.Of(a, b) / (double)Math.Max(a.Length, b.Length);
}
