namespace MlPipeline.Scoring.Evaluation.Report;

/// <summary>What came of a demand.</summary>
/// <param name="Expression">The demand as it was given, such as <c>novelty&gt;0.6</c>.</param>
/// <param name="Metric">The number that it is about.</param>
/// <param name="Value">That number.</param>
/// <param name="HasPassed">Whether it is as demanded.</param>
internal sealed record GateResult(string Expression, string Metric, double Value, bool HasPassed);
