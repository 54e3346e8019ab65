using MlPipeline.Data;

namespace MlPipeline.Scoring.Batches;

/// <summary>Writes a file that appears when it is whole, under a temporary name that is always the same: what a kill leaves behind, the next try writes over.</summary>
internal static class MergedFile
{
    private const string Suffix = ".merge";

    // On Windows a file that is open can't be renamed without; elsewhere it would weaken the lock.
    private static readonly FileShare Share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>Writes a file.</summary>
    /// <param name="path">The goal.</param>
    /// <param name="write">Writes the content; need not flush.</param>
    /// <exception cref="OutputFileException">The disk is full, another process writes the same file, or the like.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        if (WholeFile.IsDevice(path))
        {
            WholeFile.Write(path, write);
            return;
        }

        var part = path + Suffix;
        using var stream = Guard(path, () => new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, Share));
        try
        {
            Guard(path, () =>
            {
                stream.SetLength(0);                                     // behind the lock
                write(stream);
                stream.Flush(flushToDisk: true);
                return true;
            });
            WholeFile.Commit(part, path);                                // before the lock goes
        }
        catch
        {
            WholeFile.Discard(part);
            throw;
        }
    }

    private static T Guard<T>(string path, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new OutputFileException(path, exception);
        }
    }
}
