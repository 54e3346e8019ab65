namespace MlPipeline.Evaluation.Statistics;

/// <summary>Moments of numbers.</summary>
internal static class Sample
{
    /// <summary>Computes the variance of the mean: Σ (x − x̄)² / ((n − 1) n), NaN for fewer than two numbers.</summary>
    public static double VarianceOfMean(ReadOnlySpan<double> values)
    {
        var (mean, squares) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var step = values[i] - mean;
            mean += step / (i + 1);
            squares += step * (values[i] - mean);
        }

        return squares / (values.Length - 1.0) / values.Length;
    }
}
