using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Report;

/// <summary>A number of a report.</summary>
/// <param name="Name">By which gates and comparisons find it, such as <c>nats_per_character</c>.</param>
/// <param name="Value">The number, with its 95 % interval.</param>
/// <param name="Count">Names that it is computed from; 0 where it counts something else.</param>
internal sealed record Metric(string Name, Interval Value, int Count);
