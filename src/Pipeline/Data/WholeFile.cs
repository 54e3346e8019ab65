namespace MlPipeline.Data;

/// <summary>
/// Writes files that are whole or not there: under a temporary name beside the goal, flushed to the disk, then renamed
/// over it. What is no file, such as <c>/dev/null</c> or a pipe at <c>/dev/fd/63</c>, is written straight: a rename would
/// put a file in the device's place.
/// </summary>
public static class WholeFile
{
    // Lest another process writes under the same temporary name. On Windows an open file can't be renamed without; elsewhere it would weaken the lock.
    private static readonly FileShare Lock = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>Writes a file.</summary>
    /// <param name="path">The goal; its folder is made where it is missing.</param>
    /// <param name="write">Writes the content; need not flush.</param>
    /// <param name="temporary">The name until then, in the same folder; null for one that no other process takes.</param>
    /// <exception cref="OutputFileException">The disk is full, the folder is read-only, or the like.</exception>
    public static void Write(string path, Action<Stream> write, string? temporary = null) => Write(
        path, stream =>
        {
            write(stream);
            return true;
        }, temporary);

    /// <summary>Writes a file and returns what the writing returned.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="path">The goal; its folder is made where it is missing.</param>
    /// <param name="write">Writes the content; need not flush.</param>
    /// <param name="temporary">The name until then, in the same folder; null for one that no other process takes.</param>
    /// <exception cref="OutputFileException">The disk is full, the folder is read-only, or the like.</exception>
    public static T Write<T>(string path, Func<Stream, T> write, string? temporary = null)
    {
        if (IsDevice(path))
        {
            return Guard(path, () =>
            {
                using var device = new FileStream(path, FileMode.Open, FileAccess.Write);
                return WriteTo(device, write);
            });
        }

        return Guard(path, () => WriteTemporary(temporary ?? TemporaryNameOf(path), path, write));
    }

    /// <summary>Gets the name under which a file is written before it is renamed, in the same folder.</summary>
    /// <param name="path">The goal.</param>
    public static string TemporaryNameOf(string path) => $"{path}.{Environment.ProcessId}.tmp";

    /// <summary>Renames a finished temporary file over its goal.</summary>
    /// <param name="temporary">A file in the goal's folder.</param>
    /// <param name="path">The goal.</param>
    /// <exception cref="OutputFileException">The goal can't be replaced, or is a device.</exception>
    public static void Commit(string temporary, string path) => Guard(path, () =>
    {
        if (IsDevice(path))
            throw new IOException("It is a device");
        File.Move(temporary, path, overwrite: true);
        return true;
    });

    /// <summary>
    /// Finds out whether a file can be written, before the work whose result it is to hold. It makes no folder and leaves nothing.
    /// </summary>
    /// <param name="path">The goal.</param>
    /// <exception cref="OutputFileException">The folder is read-only, the path leads through a file, or the like.</exception>
    public static void Probe(string path) => Guard(path, () =>
    {
        if (Directory.Exists(path))
            throw new IOException("It is a folder");
        if (IsDevice(path))
            return true;

        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        while (folder is not null && !Directory.Exists(folder))
        {
            if (File.Exists(folder))
                throw new IOException($"{folder} is a file, and no folder");
            folder = Path.GetDirectoryName(folder);
        }

        // Of the length of the temporary name, and another: what has that one may be a file of somebody else.
        var probe = Path.ChangeExtension(TemporaryNameOf(Path.Combine(folder ?? "", Path.GetFileName(path))), ".try");
        try
        {
            using var stream = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (FileNotFoundException)
        {
            throw new IOException($"{folder} takes no files");
        }
    });

    /// <summary>Deletes a temporary file, if it is there.</summary>
    /// <param name="temporary">Name from <see cref="TemporaryNameOf"/>.</param>
    public static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The error that led here says more than this one.
        }
    }

    private static T WriteTemporary<T>(string temporary, string path, Func<Stream, T> write)
    {
        if (Path.GetDirectoryName(temporary) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        using var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, Lock);
        try
        {
            var result = WriteTo(stream, write);
            Commit(temporary, path);                                     // before the lock goes
            return result;
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    private static T WriteTo<T>(FileStream stream, Func<Stream, T> write)
    {
        var result = write(stream);
        stream.Flush(flushToDisk: true);
        return result;
    }

    /// <summary>Says whether a path names a device, such as <c>/dev/null</c>, or a pipe of this process: what is no file is written straight.</summary>
    /// <param name="path">The goal.</param>
    public static bool IsDevice(string path) => !OperatingSystem.IsWindows() &&
        Path.GetFullPath(path) is var full && full.StartsWith("/dev/", StringComparison.Ordinal) &&
        !full.StartsWith("/dev/shm/", StringComparison.Ordinal);         // memory that holds files

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
