using System.Text.Json.Serialization;

namespace MlPipeline.Evaluation.Statistics;

/// <summary>An estimate with its 95 % interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end; NaN where there is none.</param>
/// <param name="High">Upper end; NaN where there is none.</param>
internal readonly record struct Interval(double Value, double Low, double High)
{
    /// <summary>Gets whether the interval lies wholly on one side of 0: only then a difference is called one.</summary>
    [JsonIgnore]
    public bool ExcludesZero => Low > 0 || High < 0;

    /// <summary>Gets a number that isn't estimated: it has no interval.</summary>
    public static Interval Exact(double value) => new(value, double.NaN, double.NaN);
}
