using MlPipeline.CommandLine;
using MlPipeline.Data;

namespace MlPipeline.Scoring.Batches;

/// <summary>Tells failures to write that may pass, such as a full disk, from those that won't.</summary>
internal static class DiskGuard
{
    // ENOSPC, EDQUOT of Linux and macOS, EIO, ESTALE, EAGAIN and EWOULDBLOCK of a lock; ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL, ERROR_SHARING_VIOLATION.
    private static readonly HashSet<int> Passing =
    [
        28, 122, 69, 5, 116, 11, 35, unchecked((int)0x80070070), unchecked((int)0x80070027), unchecked((int)0x80070020),
    ];

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
        catch (IOException exception) when (Passing.Contains(exception.HResult))
        {
            var cause = exception.Message.Split(" : '", 2)[0].TrimEnd('.', ' ');
            throw new TemporaryFailureException(
                $"{path}: the file can't be written now: {cause}. See to that, then repeat the command with --resume: it goes on where it stopped.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new OutputFileException(path, exception);
        }
    }
}
