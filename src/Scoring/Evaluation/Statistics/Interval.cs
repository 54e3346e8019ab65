namespace MlPipeline.Scoring.Evaluation.Statistics;

/// <summary>An estimate with its 95 % interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct Interval(double Value, double Low, double High)
{
    /// <summary>Gets whether the interval lies wholly on one side of 0: only then a difference is called one.</summary>
    public bool ExcludesZero => Low > 0 || High < 0;
}
