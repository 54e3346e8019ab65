using MlPipeline.Evaluation.Report;

namespace MlPipeline.Evaluation.Fit;

/// <summary>What is known of one held-out name: all numbers of the fit are sums over these.</summary>
/// <param name="Name">The name, normalised.</param>
/// <param name="Label">Its label; null for none.</param>
/// <param name="Characters">Predicted characters: its own and the end.</param>
/// <param name="LogProbabilities">Of each predicted character under the model, unlabelled, in nats.</param>
/// <param name="Labelled">Log-likelihood under the model with the name's label, in nats; null where it has none.</param>
/// <param name="Baselines">Log-likelihood under each baseline, in nats.</param>
/// <param name="IsNewFamily">Whether no training name has the same stem.</param>
/// <param name="Distance">Edits to the nearest training name.</param>
internal sealed record NameEvidence(
    string Name, string? Label, int Characters, IReadOnlyList<double> LogProbabilities, double? Labelled, IReadOnlyList<double> Baselines,
    bool IsNewFamily, int Distance) : IHeldOutName
{
    /// <summary>Gets the log-likelihood under the model, unlabelled, in nats.</summary>
    public double LogLikelihood { get; } = LogProbabilities.Sum();
}
