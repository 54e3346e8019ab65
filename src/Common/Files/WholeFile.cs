using Microsoft.Win32.SafeHandles;
using MlPipeline.Data;

namespace MlPipeline.Files;

/// <summary>
/// Writes files that are whole or not there: under a temporary name beside the goal, flushed to the disk, then renamed
/// over it. What is no file, such as <c>/dev/null</c> or a pipe at <c>/dev/fd/63</c>, is written straight: a rename would
/// put a file in the device's place. Of a symbolic link the target is replaced, and the link stays.
/// </summary>
/// <remarks>
/// A file that is replaced hands on its permissions, and its owner where this process may; other names of it (hard links) keep the
/// old content. Temporary files are created exclusively: a link of that name is deleted, not followed.
/// </remarks>
internal static class WholeFile
{
    // Lest another process writes under the same temporary name. On Windows an open file can't be renamed without; elsewhere it would
    // weaken the lock.
    private static readonly FileShare Lock = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>Writes a file.</summary>
    /// <param name="path">The goal; its folder is made where it is missing.</param>
    /// <param name="write">Writes the content; need not flush.</param>
    /// <param name="temporary">The name until then, in the same folder; null for one that no other process takes.</param>
    /// <exception cref="OutputFileException">The disk is full, the folder is read-only, or similar.</exception>
    public static void Write(string path, Action<Stream> write, string? temporary = null)
    {
        ArgumentNullException.ThrowIfNull(write);
        Write(path, stream =>
        {
            write(stream);
            return true;
        }, temporary);
    }

    /// <summary>Writes a file and returns what the writing returned.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="path">The goal; its folder is made where it is missing.</param>
    /// <param name="write">Writes the content; need not flush.</param>
    /// <param name="temporary">The name until then, in the same folder; null for one that no other process takes.</param>
    /// <exception cref="OutputFileException">The disk is full, the folder is read-only, or similar.</exception>
    public static T Write<T>(string path, Func<Stream, T> write, string? temporary = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(write);
        return Guard(path, () =>
        {
            var goal = GoalOf(path);
            if (IsDevice(goal))
            {
                using var device = OpenDevice(goal);
                return WriteTo(device, write);
            }

            return WriteTemporary(
                temporary is null ? TemporaryNameOf(goal) : goal == path ? temporary : Beside(goal, temporary), goal, goal, write);
        });
    }

    /// <summary>
    /// Writes a file whose name was chosen by this program: what has that name is replaced, a link too, and never followed.
    /// </summary>
    /// <param name="path">The goal; its folder is made where it is missing.</param>
    /// <param name="write">Writes the content; need not flush.</param>
    /// <param name="temporary">The name until then, in the same folder; null for one that no other process takes.</param>
    /// <param name="like">Path of the file whose permissions it gets; null for the goal's.</param>
    /// <exception cref="OutputFileException">The disk is full, the folder is read-only, or similar.</exception>
    internal static void WriteOwn(string path, Action<Stream> write, string? temporary = null, string? like = null) =>
        Guard(path, () => WriteTemporary(temporary ?? TemporaryNameOf(path), path, like ?? path, stream =>
        {
            write(stream);
            return true;
        }));

    /// <summary>Gets where a file is written: what a symbolic link leads to, and else the path itself.</summary>
    /// <exception cref="OutputFileException">The links lead round in a circle.</exception>
    internal static string GoalOf(string path) => Guard(path, () => IsNamedDevice(path) ? path : RealPath.GoalOf(path));

    /// <summary>
    /// Opens what is no file; what this process has open already, such as <c>/dev/stdout</c>, where it stands and not at its beginning.
    /// </summary>
    /// <exception cref="IOException">It can't be opened.</exception>
    internal static FileStream OpenDevice(string path)
    {
        if (NodeType.DescriptorOf(Path.GetFullPath(path)) is not { } descriptor)
            return new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        try
        {
            return new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write);
        }
        catch (ArgumentException exception)
        {
            throw new IOException("It isn't open", exception);
        }
    }

    /// <summary>Gets the name under which a file is written before it is renamed, in the same folder.</summary>
    /// <param name="path">The goal.</param>
    public static string TemporaryNameOf(string path) => $"{Argument.NotNull(path)}.{Environment.ProcessId}.tmp";

    /// <summary>Renames a finished temporary file over its goal.</summary>
    /// <param name="temporary">A file in the goal's folder.</param>
    /// <param name="path">The goal.</param>
    /// <exception cref="OutputFileException">The goal can't be replaced, or is a device.</exception>
    public static void Commit(string temporary, string path)
    {
        ArgumentNullException.ThrowIfNull(temporary);
        ArgumentNullException.ThrowIfNull(path);
        Guard(path, () =>
        {
            var goal = GoalOf(path);
            if (IsDevice(goal))
                throw new IOException("It is a device");
            Place(temporary, goal);
            return true;
        });
    }

    /// <summary>Renames a finished temporary file over its goal, which has no link to follow.</summary>
    /// <inheritdoc cref="Commit" path="/param"/>
    /// <exception cref="OutputFileException">The goal can't be replaced.</exception>
    internal static void Place(string temporary, string goal) => Guard(goal, () =>
    {
        if (new DirectoryInfo(goal) is { Exists: true, LinkTarget: null })
            throw new IOException("It is a folder");
        if (IsDeviceItself(goal))
            throw new IOException("It is a device");
        FileRights.Copy(goal, temporary);
        if (!OperatingSystem.IsWindows() && Directory.Exists(goal))
            File.Delete(goal);                                           // a link to a folder, which .NET would take for the folder
        File.Move(temporary, goal, overwrite: true);
        return true;
    });

    /// <summary>
    /// Finds out whether a file can be written, before the work whose result it is to hold. It makes no folder and leaves nothing.
    /// </summary>
    /// <param name="path">The goal.</param>
    /// <exception cref="OutputFileException">The folder is read-only, the path leads through a file, or similar.</exception>
    public static void Probe(string path) => Guard(path, () =>
    {
        if (Directory.Exists(path))
            throw new IOException("It is a folder");
        var goal = GoalOf(path);
        if (IsDevice(goal))
            return true;

        var folder = Path.GetDirectoryName(Path.GetFullPath(goal));
        while (folder is not null && !Directory.Exists(folder))
        {
            if (File.Exists(folder))
                throw new IOException($"{folder} is a file, and no folder");
            folder = Path.GetDirectoryName(folder);
        }

        // Of the length of the temporary name, and another: what has that one may be a file of somebody else.
        var probe = Path.ChangeExtension(TemporaryNameOf(Path.Combine(folder ?? "", Path.GetFileName(goal))), ".try");
        try
        {
            using var stream = ExclusiveFile.Create(
                probe, new() { Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1, Options = FileOptions.DeleteOnClose });
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
        ArgumentNullException.ThrowIfNull(temporary);
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The error that led here says more than this one.
        }
    }

    private static T WriteTemporary<T>(string temporary, string goal, string like, Func<Stream, T> write)
    {
        if (new DirectoryInfo(goal) is { Exists: true, LinkTarget: null })
            throw new IOException("It is a folder");
        if (Path.GetDirectoryName(temporary) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        using var stream = ExclusiveFile.Create(temporary, new() { Access = FileAccess.Write, Share = Lock }, like);
        try
        {
            var result = WriteTo(stream, write);
            Place(temporary, goal);                                      // before the lock goes
            return result;
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    private static string Beside(string goal, string temporary) =>
        Path.Combine(Path.GetDirectoryName(goal) ?? "", Path.GetFileName(temporary));

    private static T WriteTo<T>(FileStream stream, Func<Stream, T> write)
    {
        var result = write(stream);
        stream.Flush(flushToDisk: true);
        _ = stream.SafeFileHandle;                                       // moves a descriptor that others share to where this one ends
        return result;
    }

    /// <summary>Says whether a path names a device, such as <c>/dev/null</c>, or a pipe: what is no file is written straight.</summary>
    /// <param name="path">The goal.</param>
    public static bool IsDevice(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return IsNamedDevice(path) || NodeType.IsPipeOrDevice(Path.GetFullPath(path));
    }

    /// <summary>Says whether a path is that of a device or a pipe, and no link to one.</summary>
    internal static bool IsDeviceItself(string path) =>
        IsNamedDevice(path) || NodeStatus.Find(Path.GetFullPath(path), followsLink: false) is { IsPipe: true } or { IsDevice: true };

    private static bool IsNamedDevice(string path) => !OperatingSystem.IsWindows() && NodeType.IsAmongDevices(Path.GetFullPath(path));

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
