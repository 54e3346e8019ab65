namespace MlPipeline.Evaluation.Reports.Comparison;

/// <summary>A name that one of two models takes better.</summary>
/// <param name="Name">The name.</param>
/// <param name="A">Nats per character under the first.</param>
/// <param name="B">Under the second.</param>
internal sealed record DiffName(string Name, double A, double B);
