namespace MlPipeline.Reporting.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Points">In the order in which they are joined, which needn't be that of x.</param>
internal sealed record LineSeries(string Name, IReadOnlyList<LinePoint> Points);
