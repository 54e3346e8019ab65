using MlPipeline.Evaluation.Statistics;
using MlPipeline.Reporting.Charts;

namespace MlPipeline.Evaluation.Reports.Html;

/// <summary>From estimates with intervals to what charts draw.</summary>
internal static class Intervals
{
    /// <summary>Gets the point of a line.</summary>
    public static LinePoint At(double x, Interval y, string? label = null) => new(x, y.Value, y.Low, y.High, label);

    /// <summary>Gets the row of a forest plot.</summary>
    public static ForestRow Row(string name, Interval difference) => new(name, difference.Value, difference.Low, difference.High);
}
