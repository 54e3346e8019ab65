using MlPipeline.Evaluation.Fit;
using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Findings;

/// <summary>What the checks look at.</summary>
/// <param name="Metrics">The numbers of the report.</param>
/// <param name="Baselines">The model beside each baseline, by the baseline's key.</param>
/// <param name="Data">The held-out names' file.</param>
/// <param name="Train">The training names' file.</param>
/// <param name="HaveChosen">Whether the held-out names chose the epoch of the training.</param>
/// <param name="SamplingFailure">Why the model gave up generating; null where it didn't.</param>
/// <param name="Samples">Number of samples that were drawn.</param>
/// <param name="SamplerDeviation">
/// Held-out and training names among the samples beyond the exact expectation, in standard deviations; NaN without samples.
/// </param>
internal sealed record CheckInput(
    IReadOnlyList<Metric> Metrics, IReadOnlyDictionary<string, BaselineFit> Baselines, EvaluationFile Data, EvaluationFile Train,
    bool HaveChosen,
    string? SamplingFailure, int Samples, double SamplerDeviation)
{
    /// <summary>By which rules names are judged.</summary>
    public required RuleChoice Rules { get; init; }

    /// <summary>The labels of the model.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Whether there are too few held-out names for a verdict that rests on an interval over them.</summary>
    public bool HasFewNames => CountOf("nats_per_character") < FitMeasurement.FewestToJudge;

    /// <summary>Finds a number; null where it wasn't computed.</summary>
    public Interval? Find(string name) => FindMetric(name)?.Value;

    /// <summary>Gets the names that a number is computed from; 0 where it wasn't computed.</summary>
    public int CountOf(string name) => FindMetric(name)?.Count ?? 0;

    private Metric? FindMetric(string name) => Metrics.FirstOrDefault(metric => metric.Name == name);
}
