namespace MlPipeline.Generation;

/// <summary>What came of a prefix.</summary>
/// <param name="Prompt">What was asked.</param>
/// <param name="Completions">The names, by rank; none where it failed.</param>
/// <param name="Failure">Why there are none; null where there are.</param>
public sealed record PrefixCompletion(NamePrompt Prompt, IReadOnlyList<Completion> Completions, MlPipelineException? Failure);
