namespace MlPipeline.Evaluation.Statistics;

/// <summary>
/// Quantiles of a sample, between its values by straight lines (type 7 of Hyndman and Fan, "Sample quantiles in statistical packages",
/// 1996).
/// </summary>
internal static class Quantile
{
    /// <summary>Computes a quantile.</summary>
    /// <param name="sorted">At least one value, in ascending order.</param>
    /// <param name="share">In [0, 1].</param>
    public static double Of(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}
