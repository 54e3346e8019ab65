namespace MlPipeline.Tests;

/// <summary>Pearson's test: do counts follow a distribution?</summary>
internal static class ChiSquare
{
    /// <summary>Fails where counts as far from their distribution come once in ten thousand times or less; the seeds are fixed.</summary>
    /// <param name="counts">How often each outcome came.</param>
    /// <param name="probabilities">The probability of each outcome; no others may come.</param>
    public static void AssertFollows<TOutcome>(IReadOnlyDictionary<TOutcome, int> counts, IReadOnlyDictionary<TOutcome, double> probabilities)
        where TOutcome : notnull
    {
        var total = counts.Values.Sum();
        Assert.Equal(1, probabilities.Values.Sum(), 1e-9);
        Assert.Empty(counts.Keys.Except(probabilities.Keys));
        Assert.All(probabilities.Values, probability => Assert.True(total * probability >= 5, "too few draws for this outcome"));

        var statistic = probabilities.Sum(pair => Math.Pow(counts.GetValueOrDefault(pair.Key) - total * pair.Value, 2) / (total * pair.Value));
        Assert.InRange(statistic, 0, Critical(probabilities.Count - 1));
    }

    // The 99.99 % quantile (Wilson and Hilferty 1931): the cube root of χ²/k is nearly normal; exact to 1 % from 3 degrees on.
    private static double Critical(int degrees)
    {
        const double Normal = 3.719;
        var variance = 2 / (9.0 * degrees);
        return degrees * Math.Pow(1 - variance + Normal * Math.Sqrt(variance), 3);
    }
}
