namespace MlPipeline.Tests;

/// <summary>Pearson's test: do counts follow a distribution?</summary>
internal static class ChiSquare
{
    /// <summary>Fails where counts as far from their distribution come less often than once in ten thousand times.</summary>
    /// <param name="counts">How often each outcome came.</param>
    /// <param name="probabilities">The probability of each outcome; no others may come.</param>
    public static void AssertFollows<TOutcome>(
        IReadOnlyDictionary<TOutcome, int> counts, IReadOnlyDictionary<TOutcome, double> probabilities)
        where TOutcome : notnull
    {
        var total = counts.Values.Sum();
        Assert.Equal(1, probabilities.Values.Sum(), 1e-9);
        Assert.Empty(counts.Keys.Except(probabilities.Keys));

        // Rare outcomes are counted together until five are expected: below that the statistic isn't distributed as χ².
        var cells = new List<(double Expected, double Count)> { (0, 0) };
        foreach (var (outcome, probability) in probabilities.OrderBy(pair => pair.Value))
        {
            if (cells[^1].Expected >= 5)
                cells.Add((0, 0));
            cells[^1] = (cells[^1].Expected + total * probability, cells[^1].Count + counts.GetValueOrDefault(outcome));
        }

        Assert.True(cells.Count >= 4, "too few draws");
        Assert.InRange(cells.Sum(cell => Math.Pow(cell.Count - cell.Expected, 2) / cell.Expected), 0, Critical(cells.Count - 1));
    }

    // The 99.99 % quantile (Wilson and Hilferty 1931): the cube root of χ²/k is nearly normal; exact to 1 % from 3 degrees on.
    private static double Critical(int degrees)
    {
        const double Normal = 3.719;
        var variance = 2 / (9.0 * degrees);
        return degrees * Math.Pow(1 - variance + Normal * Math.Sqrt(variance), 3);
    }
}
