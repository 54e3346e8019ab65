namespace MlPipeline.Generation;

/// <summary>How many distinct names are good enough.</summary>
/// <param name="Names">The estimate, without bias.</param>
/// <param name="StandardError">Its standard error; 0 where all names there are were counted.</param>
/// <param name="SampleSize">Distinct names that were drawn.</param>
/// <param name="GoodEnough">How many of them are good enough.</param>
public sealed record CapacityEstimate(double Names, double StandardError, int SampleSize, int GoodEnough);
