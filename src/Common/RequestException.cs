namespace MlPipeline.Common;

/// <summary>A request that makes no sense: its settings contradict each other, or what they are applied to.</summary>
/// <param name="message">What was found and what was expected, without a remedy that names an option: the program adds it.</param>
/// <param name="settings">
/// Names of the settings that can be changed, as properties of the request have them, such as <c>nameof(request.ResultPrefix)</c>.
/// </param>
/// <param name="inner">The cause, where there is one.</param>
internal sealed class RequestException(string message, IEnumerable<string>? settings = null, Exception? inner = null) : MlPipelineException(message, inner)
{
    /// <summary>Gets the settings that can be changed, the likeliest remedy first; empty where it is not a matter of settings.</summary>
    public IReadOnlyList<string> Settings { get; } = [.. settings ?? []];
}
