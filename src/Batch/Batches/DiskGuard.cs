using MlPipeline.Files;

namespace MlPipeline.Batch.Batches;

/// <summary>Gives failures to write the name of the file that the user gave.</summary>
internal static class DiskGuard
{
    /// <summary>Writes.</summary>
    /// <param name="path">The goal.</param>
    /// <param name="write">Does it.</param>
    /// <exception cref="OutputFileException">
    /// The disk is full, another process holds the file, the folder is read-only, or similar.
    /// </exception>
    public static T Run<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new OutputFileException(path, exception);
        }
    }
}
