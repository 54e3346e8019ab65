using MlPipeline.Common;

namespace MlPipeline.CommandLine;

/// <summary>
/// Writes everything for people, a message a line: results and exit codes never depend on it, and no text from elsewhere
/// steers the reader's terminal or ends the line.
/// </summary>
/// <param name="inner">Standard error.</param>
/// <param name="isTerminal">Whether that is a terminal, where a line can be overwritten.</param>
internal sealed class MessageWriter(TextWriter inner, bool isTerminal = false) : LineWriter(new BestEffortWriter(inner))
{
    /// <summary>Gets whether the reader is a terminal.</summary>
    public bool IsTerminal { get; } = isTerminal;

    /// <summary>Gets the same stream without the replacement, for a console that colours its own text.</summary>
    public TextWriter Raw { get; } = new BestEffortWriter(inner);
}
