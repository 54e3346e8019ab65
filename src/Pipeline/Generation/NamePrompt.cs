namespace MlPipeline.Generation;

/// <summary>A prefix to complete.</summary>
/// <param name="Row">Its number, at least 0: keys its random numbers, so that it gets the same names wherever it stands.</param>
/// <param name="Prefix">What its names begin with; may be empty.</param>
/// <param name="Condition">The label that its names are asked for; null for the unlabelled start.</param>
public sealed record NamePrompt(long Row, string Prefix, string? Condition = null);
