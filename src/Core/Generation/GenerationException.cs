namespace MlPipeline.Generation;

/// <summary>A request that the model can't meet, or not within reason.</summary>
/// <param name="message">What was asked, why it can't be had, and what to change.</param>
public sealed class GenerationException(string message) : MlPipelineException(Argument.NotNull(message));
