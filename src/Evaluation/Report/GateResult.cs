using System.Globalization;
using System.Text.Json.Serialization;

namespace MlPipeline.Evaluation.Report;

/// <summary>What came of a demand.</summary>
/// <param name="Expression">The demand as it was given, such as <c>novelty&gt;0.6</c>.</param>
/// <param name="Metric">The number that it is about.</param>
/// <param name="Value">That number; NaN where there is none.</param>
/// <param name="HasPassed">Whether it is as demanded.</param>
/// <param name="Reason">Why there is no number, so that the demand isn't met; null where there is one.</param>
internal sealed record GateResult(
    string Expression, string Metric, double Value, bool HasPassed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null)
{
    /// <summary>Says what was found: <c>is 0.4213</c>, or why there is no number.</summary>
    public string Found() => Reason ?? string.Create(CultureInfo.InvariantCulture, $"is {Value:0.0000}");
}
