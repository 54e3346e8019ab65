namespace MlPipeline.NGrams;

/// <summary>What modified Kneser-Ney smoothing takes off a count, for counts of one, two and more.</summary>
/// <remarks>Chen and Goodman, An Empirical Study of Smoothing Techniques for Language Modeling, TR-10-98, 1998.</remarks>
/// <param name="One">Taken off a count of 1, in (0, 1].</param>
/// <param name="Two">Taken off a count of 2, in (0, 2].</param>
/// <param name="More">Taken off a count of 3 or more, in (0, 3].</param>
internal readonly record struct Discounts(double One, double Two, double More)
{
    /// <summary>Where the counts can't say: what KenLM falls back to (Heafield et al., ACL 2013).</summary>
    public static readonly Discounts Fallback = new(0.5, 1, 1.5);

    /// <summary>Gets what is taken off a count; nothing off 0.</summary>
    public double this[int count] => count switch { 0 => 0, 1 => One, 2 => Two, _ => More };

    /// <summary>Estimates the discounts from the number of n-grams that have each count from 1 to 4.</summary>
    /// <param name="counts">Counts of all n-grams of one order, each at least 1.</param>
    /// <returns>The estimate, or <see cref="Fallback"/> where one is outside its range or no n-gram has a count of 1, 2 or 3.</returns>
    public static Discounts Estimate(ReadOnlySpan<int> counts)
    {
        Span<double> n = stackalloc double[5];
        foreach (var count in counts)
        {
            if (count < n.Length)
                n[count]++;
        }

        if (n[1] == 0 || n[2] == 0 || n[3] == 0)
            return Fallback;

        var y = n[1] / (n[1] + 2 * n[2]);
        var estimate = new Discounts(1 - 2 * y * n[2] / n[1], 2 - 3 * y * n[3] / n[2], 3 - 4 * y * n[4] / n[3]);
        return estimate is { Two: > 0, More: > 0 } ? estimate : Fallback;
    }
}
