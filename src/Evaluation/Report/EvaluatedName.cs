namespace MlPipeline.Evaluation.Report;

/// <summary>A held-out name, as comparisons of reports need it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Label">Its label; null without.</param>
/// <param name="Characters">Predicted characters: its own and the end.</param>
/// <param name="LogProbabilities">Of each predicted character, unlabelled, in nats.</param>
/// <param name="LogLikelihood">Unlabelled, in nats.</param>
/// <param name="Labelled">With its label, in nats; null without.</param>
/// <param name="KneserNey">Under modified Kneser-Ney, in nats.</param>
/// <param name="IsNewFamily">Whether no training name has the same stem.</param>
/// <param name="Distance">Edits to the nearest training name.</param>
internal sealed record EvaluatedName(
    string Name, string? Label, int Characters, IReadOnlyList<double> LogProbabilities, double LogLikelihood, double? Labelled,
    double KneserNey,
    bool IsNewFamily, int Distance) : IHeldOutName;
