using MlPipeline.CommandLine;
using MlPipeline.Data;

namespace MlPipeline.Scoring.Batches;

/// <summary>Tells failures to write that may pass, such as a full disk, from those that won't.</summary>
internal static class DiskGuard
{
    /// <summary>Writes.</summary>
    /// <param name="path">The goal.</param>
    /// <param name="write">Does it.</param>
    /// <exception cref="TemporaryFailureException">The disk is full, another process holds the file, or the like.</exception>
    /// <exception cref="OutputFileException">The folder is read-only, or the like.</exception>
    public static T Run<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            var failure = new OutputFileException(path, exception);
            throw failure.MayPass ? new TemporaryFailureException($"{failure.Message} Then repeat the command with --resume: it goes on where it stopped.", exception) : failure;
        }
    }
}
