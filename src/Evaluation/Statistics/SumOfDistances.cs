namespace MlPipeline.Evaluation.Statistics;

/// <summary>
/// Sums of distances from 0, such as the expected calibration error, with their 95 % intervals. Chance pushes such a sum up, and drawing
/// again pushes it up by another amount, so that percentiles would find an error in every model that has none. The interval comes from
/// the derivative instead (Fang and Santos, "Inference on directionally differentiable functions", 2019): a part that is plainly not 0 may
/// err either way, any other only upwards.
/// </summary>
internal static class SumOfDistances
{
    /// <summary>Computes Σ |part| and its interval.</summary>
    /// <param name="parts">Numbers of either sign.</param>
    /// <param name="resampled">The same numbers for each draw, [draws][parts].</param>
    /// <param name="units">How many units were drawn, at least 1: parts within √(ln units) of their standard errors may be 0.</param>
    public static Interval Of(double[] parts, IReadOnlyList<double[]> resampled, int units)
    {
        var reach = Math.Sqrt(Math.Log(units));
        bool[] isPlain = [.. parts.Select((part, i) => Math.Abs(part) > reach * DeviationOf(part, resampled, i))];
        double[] either = [.. resampled.Select(draw => Shift(parts, draw, _ => true)).Order()];
        double[] upwards = [.. resampled.Select(draw => Shift(parts, draw, i => isPlain[i])).Order()];

        var sum = parts.Sum(Math.Abs);
        return new Interval(
            sum,
            Math.Clamp(sum - Quantile.Of(upwards, PairedBootstrap.UpperTail), 0, sum),
            Math.Max(sum, sum - Quantile.Of(either, PairedBootstrap.LowerTail)));
    }

    private static double Shift(double[] parts, double[] draw, Func<int, bool> isEither) =>
        parts.Select((part, i) => isEither(i) ? Math.Sign(part) * (draw[i] - part) : Math.Abs(draw[i] - part)).Sum();

    private static double DeviationOf(double part, IReadOnlyList<double[]> resampled, int i) =>
        Math.Sqrt(resampled.Average(draw => (draw[i] - part) * (draw[i] - part)));
}
