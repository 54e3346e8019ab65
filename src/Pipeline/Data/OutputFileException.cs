namespace MlPipeline.Data;

/// <summary>A file can't be written. What stood at its path before is untouched.</summary>
/// <param name="file">The file's name as it was given.</param>
/// <param name="inner">The cause.</param>
public sealed class OutputFileException(string file, Exception inner)
    : MlPipelineException($"{Argument.NotNull(file)}: the file can't be written: {Cause(Argument.NotNull(inner))}. {Advice(inner)} or choose another place; a file that was there before is untouched.", inner)
{
    // EAGAIN of Linux and of macOS; ERROR_SHARING_VIOLATION.
    private static readonly int[] Locked = [11, 35, unchecked((int)0x80070020)];

    // ENOSPC, EDQUOT of Linux and of macOS, EIO, ESTALE; ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL.
    private static readonly int[] Passing = [.. Locked, 28, 122, 69, 5, 116, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Gets the file's name as it was given.</summary>
    public string File { get; } = file;

    /// <summary>Gets whether the same may succeed later: the disk is full, a network's disk fails, or another process holds the file.</summary>
    public bool MayPass => InnerException is IOException && Passing.Contains(InnerException.HResult);

    private static string Advice(Exception inner) => inner is IOException && Locked.Contains(inner.HResult) ? "Wait until that one has ended" : "Free some space";

    // Without the temporary name that .NET adds.
    private static string Cause(Exception inner) => inner.Message.Split(" : '", 2)[0].TrimEnd('.', ' ');
}
