namespace MlPipeline.Evaluation.Statistics;

/// <summary>Sums in the order of the values, so that no bit depends on how wide the processor's vectors are.</summary>
internal static class OrderedSum
{
    /// <summary>Adds the values, from the first to the last.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    /// <summary>Adds the products of two lists of the same length, from the first to the last.</summary>
    public static double OfProducts(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"{a.Length} and {b.Length} values are not of the same length.", nameof(b));

        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
