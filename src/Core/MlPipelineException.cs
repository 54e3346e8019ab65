namespace MlPipeline;

/// <summary>Bad data, a bad model file or a request the model can't meet: something the caller can fix.</summary>
/// <param name="message">What was found, where, what was expected and what to do: one line.</param>
/// <param name="inner">The cause, where there is one.</param>
public abstract class MlPipelineException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>
    /// Gets the settings that help, as properties are called, such as <c>ResultPrefix</c>: a program names its options for them.
    /// </summary>
    internal IReadOnlyList<string> Settings { get; init; } = [];
}
