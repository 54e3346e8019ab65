namespace MlPipeline.Generation;

/// <summary>A finished draw. <paramref name="Name"/> is null where the draw ran past the longest length.</summary>
internal readonly record struct Draw(uint Sample, string? Name, double LogLikelihood);
