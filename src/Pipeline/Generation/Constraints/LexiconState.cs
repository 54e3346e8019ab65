namespace MlPipeline.Generation.Constraints;

/// <summary>How near a text is to the excluded names.</summary>
internal sealed class LexiconState;
