using MlPipeline.Files;

namespace MlPipeline.CommandLine;

/// <summary>Standard output can't be written: it is closed, or the disk that it leads to is full.</summary>
internal sealed class StandardOutputException : MlPipelineException
{
    /// <summary>Standard output was closed before the program began.</summary>
    public StandardOutputException()
        : base("standard output is closed, so the results have nowhere to go. Give it a file with '> FILE', or send it to /dev/null.")
    {
    }

    /// <summary>The system refused to write.</summary>
    /// <param name="inner">The system's error.</param>
    public StandardOutputException(Exception inner)
        : base($"standard output can't be written: {inner.Message.Trim().TrimEnd('.')}. Free some space there, or send it elsewhere.",
            inner) =>
        MayPass = new OutputFileException("", inner).MayPass;

    /// <summary>Gets whether the same may succeed later.</summary>
    public bool MayPass { get; }
}
