namespace MlPipeline.Data;

/// <summary>A file can't be written. What stood at its path before is untouched.</summary>
/// <param name="file">The file's name as it was given.</param>
/// <param name="inner">The cause.</param>
public sealed class OutputFileException(string file, Exception inner)
    : MlPipelineException($"{file}: the file can't be written: {Cause(inner)}. Free some space or choose another place; a file that was there before is untouched.", inner)
{
    // ENOSPC, EDQUOT of Linux and of macOS, EIO, ESTALE, EAGAIN of Linux and of macOS (a lock); ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL, ERROR_SHARING_VIOLATION.
    private static readonly int[] Passing =
        [28, 122, 69, 5, 116, 11, 35, unchecked((int)0x80070070), unchecked((int)0x80070027), unchecked((int)0x80070020)];

    /// <summary>Gets the file's name as it was given.</summary>
    public string File { get; } = file;

    /// <summary>Gets whether the same may succeed later: the disk is full, a network's disk fails, or another process holds the file.</summary>
    public bool MayPass => InnerException is IOException && Passing.Contains(InnerException.HResult);

    // Without the temporary name that .NET adds.
    private static string Cause(Exception inner) => inner.Message.Split(" : '", 2)[0].TrimEnd('.', ' ');
}
