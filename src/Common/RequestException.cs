namespace MlPipeline.Common;

/// <summary>A request that makes no sense: its settings contradict each other, or what they are applied to.</summary>
/// <param name="message">What was found and what was expected. A program begins it with its option for the first setting.</param>
/// <param name="inner">The cause, where there is one.</param>
internal sealed class RequestException(string message, Exception? inner = null) : MlPipelineException(message, inner);
