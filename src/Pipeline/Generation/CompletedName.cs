namespace MlPipeline.Generation;

/// <summary>A name that completes a prefix.</summary>
/// <param name="Prompt">The prefix as it was asked.</param>
/// <param name="Name">The name.</param>
public sealed record CompletedName(NamePrompt Prompt, GeneratedName Name);
