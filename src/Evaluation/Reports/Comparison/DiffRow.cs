using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Reports.Comparison;

/// <summary>A number of two reports.</summary>
/// <param name="Name">Of the metric.</param>
/// <param name="A">In the first report.</param>
/// <param name="B">In the second.</param>
/// <param name="Difference">The second's less the first's.</param>
/// <param name="IsPaired">Whether the interval is of the same names under both; else the estimates are taken as independent.</param>
/// <param name="Verdict">What may be said of the second model.</param>
internal sealed record DiffRow(string Name, Interval A, Interval B, Interval Difference, bool IsPaired, DiffVerdict Verdict);
