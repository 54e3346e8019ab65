namespace MlPipeline.Reporting.Charts;

/// <summary>A distribution over the categories of a <see cref="GroupedBars"/> chart.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Values">One for each category, 0 or more; what isn't a number is left out.</param>
internal sealed record BarSeries(string Name, IReadOnlyList<double> Values);
