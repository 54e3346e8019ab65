namespace MlPipeline.Evaluation.Statistics;

/// <summary>Ranks from 1 on, where equal values share the mean of their places.</summary>
internal static class Midranks
{
    /// <summary>Computes the midrank of every value in O(n log n).</summary>
    /// <param name="values">Numbers, none of them NaN.</param>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        double[] sorted = [.. values];
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);

        var ranks = new double[sorted.Length];
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from; to < sorted.Length && sorted[to] == sorted[from]; to++)
            {
            }

            foreach (var i in order.AsSpan(from..to))
                ranks[i] = (from + 1 + to) / 2.0;
        }

        return ranks;
    }
}
