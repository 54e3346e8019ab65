namespace MlPipeline.Scoring.Reports.Charts;

/// <summary>Counts measurements into bins of a round width and draws the share of each bin: up to three samples side by side.</summary>
internal static class Histogram
{
    private const int Intervals = 12;

    /// <summary>Writes the chart as SVG.</summary>
    /// <param name="head">Its names.</param>
    /// <param name="samples">At most 3 samples, each a name and its measurements; what isn't a number is left out.</param>
    /// <param name="options">How it is drawn; values are always in per cent of the sample.</param>
    /// <exception cref="ArgumentException">More than 3 samples.</exception>
    public static string Write(ChartHead head, IReadOnlyList<Sample> samples, GroupedBarsOptions? options = null)
    {
        var scale = LinearScale.Covering(samples.SelectMany(sample => sample.Values), 0, 1, Intervals);
        var edges = scale.Ticks;
        var count = edges.Count - 1;
        string[] bins = [.. Enumerable.Range(0, count).Select(i => $"{edges[i].Text}–{edges[i + 1].Text}")];
        return GroupedBars.Write(
            head, bins, [.. samples.Select(sample => new BarSeries(sample.Name, Shares(sample.Values, scale)))], (options ?? new GroupedBarsOptions()) with { InPercent = true });
    }

    // A bin holds its lower edge; the last holds both.
    private static double[] Shares(IReadOnlyList<double> values, LinearScale scale)
    {
        var counts = new double[scale.Ticks.Count - 1];
        List<double> shown = [.. values.Where(scale.Shows)];
        foreach (var value in shown)
        {
            var bin = counts.Length - 1;
            while (bin > 0 && value < scale.Ticks[bin].Value)
                bin--;
            counts[bin]++;
        }

        return [.. counts.Select(bin => bin / Math.Max(1, shown.Count))];
    }
}
