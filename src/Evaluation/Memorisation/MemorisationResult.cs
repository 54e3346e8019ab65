using MlPipeline.Evaluation.Fit;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Samples;
using MlPipeline.Models;

namespace MlPipeline.Evaluation.Memorisation;

/// <summary>What came of looking for memorised names.</summary>
/// <param name="Section">What the report shows.</param>
/// <param name="Metrics">The numbers.</param>
internal sealed record MemorisationResult(MemorisationSection Section, IReadOnlyList<Metric> Metrics)
{
    /// <summary>Looks.</summary>
    /// <param name="model">The model.</param>
    /// <param name="request">Number of samples and seed.</param>
    /// <param name="known">The real names.</param>
    /// <param name="baselines">Fitted to the training names.</param>
    /// <param name="samples">What the model generated.</param>
    /// <param name="canaries">The planted canaries; none is fine.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static MemorisationResult Of(
        ICharacterModel model, EvaluationRequest request, KnownNames known, EvaluationBaselines baselines, SampleResult samples,
        IReadOnlyList<Canary> canaries, CancellationToken cancellation)
    {
        var crossFit = CrossFit.Of(known.ScoredTraining.Symbols, baselines.Symbols, baselines.Order);
        var measurement = new MemorisationMeasurement(known.ScoredTraining, known.ScoredOthers, crossFit);
        var exposures = CanaryMeasurement.Rank(model, canaries, cancellation);
        var (maxLength, drawsPerName) = (model.Manifest.MaxLength, samples.Group is null ? 1 : samples.Draws.DrawsPerName);
        return new MemorisationResult(
            new MemorisationSection(measurement.AtRisk(request.Samples, maxLength, drawsPerName), exposures),
            [
                .. measurement.Membership(),
                .. samples.Group is { } group ? measurement.Copies(group, maxLength, drawsPerName, request.Seed) : [],
                .. CanaryMeasurement.Measure(exposures),
            ]);
    }
}
