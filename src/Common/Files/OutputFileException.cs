namespace MlPipeline.Files;

/// <summary>A file can't be written. What stood at its path before is untouched.</summary>
/// <param name="file">The file's name as it was given.</param>
/// <param name="inner">The cause.</param>
internal sealed class OutputFileException(string file, Exception inner)
    : MlPipelineException(
        $"{Argument.NotNull(file)}: the file can't be written: {Cause(file, Argument.NotNull(inner))}. {Advice(file, inner)} or choose " +
            $"another place; a file that was there before is untouched.", inner)
{
    // EAGAIN of Linux and of macOS; ERROR_SHARING_VIOLATION.
    private static readonly int[] Locked = [11, 35, unchecked((int)0x80070020)];

    // ENOSPC, EDQUOT of Linux and of macOS; ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL.
    private static readonly int[] Full = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    // EIO, ESTALE.
    private static readonly int[] Passing = [.. Locked, .. Full, 5, 116];

    /// <summary>Gets the file's name as it was given.</summary>
    public string File { get; } = file;

    /// <summary>
    /// Gets whether the same may succeed later: the disk is full, a network's disk fails, or another process holds the file.
    /// </summary>
    public bool MayPass => InnerException is IOException && Passing.Contains(InnerException.HResult);

    private static string Advice(string file, Exception inner) => inner switch
    {
        _ when Directory.Exists(file) => "Name a file in it",
        IOException when Locked.Contains(inner.HResult) => "Wait until that one has ended",
        IOException when Full.Contains(inner.HResult) => "Free some space",
        UnauthorizedAccessException => "Ask for the right to write there",
        _ => "Check the path",
    };

    // Without the temporary name that .NET adds. Of a folder the system says that access is denied, and of a file in its place that it
    // exists.
    private static string Cause(string file, Exception inner) => inner switch
    {
        _ when Directory.Exists(file) => "It is a folder",
        _ when FileAbove(file) is { } above => $"{above} is a file, and no folder",
        UnauthorizedAccessException => "Access is denied",
        _ => inner.Message.Split(" : '", 2)[0].TrimEnd('.', ' '),
    };

    private static string? FileAbove(string file)
    {
        var folder = Path.GetDirectoryName(file);
        while (!string.IsNullOrEmpty(folder) && !System.IO.File.Exists(folder))
            folder = Path.GetDirectoryName(folder);
        return string.IsNullOrEmpty(folder) ? null : folder;
    }
}
