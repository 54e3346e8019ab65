using static MlPipeline.Reporting.Charts.ChartNumber;

namespace MlPipeline.Reporting.Charts;

/// <summary>Says in words what lines show: where each begins and ends, its lowest and its highest point.</summary>
internal static class LineSummary
{
    /// <summary>Writes a sentence for each line.</summary>
    public static string Write(IReadOnlyList<LineSeries> series) =>
        series.Count == 0
            ? "No data."
            : string.Join(
                " ", series.Select(
                    line => Write(line, [.. line.Points.Where(point => LinearScale.Shows(point.X) && LinearScale.Shows(point.Y))])));

    private static string Write(LineSeries line, List<LinePoint> shown)
    {
        var gaps = line.Points.Count - shown.Count;
        var left = gaps == 0 ? "" : $" {gaps} without a value.";
        return shown switch
        {
            [] => $"{line.Name}: no data.{left}",
            [var only] => $"{line.Name}: {At(only)}.{left}",
            [var first, .., var last] =>
                $"{line.Name}: {shown.Count} points from {At(first)} to {At(last)}; lowest {At(shown.MinBy(point => point.Y))}, highest " +
                    $"{At(shown.MaxBy(point => point.Y))}.{left}",
        };
    }

    private static string At(LinePoint point)
    {
        var interval = double.IsFinite(point.Low) && double.IsFinite(point.High) ? $" ({Value(point.Low)} to {Value(point.High)})" : "";
        return $"{Value(point.Y)}{interval} at {(point.Label is { } label ? $"{label}, " : "")}{Value(point.X)}";
    }
}
