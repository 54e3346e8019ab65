namespace MlPipeline.Common;

/// <summary>Something outside failed in a way that may pass: the same command may succeed later.</summary>
/// <param name="message">What was found, where, and when to try again.</param>
/// <param name="inner">The cause, where there is one.</param>
internal sealed class TemporaryFailureException(string message, Exception? inner = null) : MlPipelineException(message, inner);
