using MlPipeline.Data;

namespace MlPipeline.Files;

/// <summary>
/// Opens files under names that this program chooses: temporary ones, journals, locks. Somebody else may have put a link or a pipe
/// there, so what is there is never followed and never written to: a leftover is unlinked, and the file is created exclusively.
/// </summary>
internal static class ExclusiveFile
{
    private const int AlreadyThere = 17;                                 // EEXIST of Linux and of macOS
    private const int MostAttempts = 100;

    /// <summary>Creates a file, instead of what an earlier run left there.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="options">Access, sharing, buffer; the mode is set here.</param>
    /// <param name="like">Path of the file whose permissions it gets, if there is one; null for those of a new file.</param>
    /// <exception cref="IOException">Another process is writing it, or it can't be created.</exception>
    public static FileStream Create(string path, FileStreamOptions options, string? like = null)
    {
        if (OperatingSystem.IsWindows())
            return Truncate(path, options);

        options.Mode = FileMode.CreateNew;                               // O_EXCL: a link that is there is an error
        if (like is not null && FileRights.ModeOf(like) is { } mode)
            options.UnixCreateMode = mode;
        for (var attempt = 1; ; attempt++)
        {
            Unlink(path);
            try
            {
                var stream = new FileStream(path, options);
                if (like is not null)
                    FileRights.Copy(like, stream.SafeFileHandle);
                return stream;
            }
            catch (IOException exception) when (exception.HResult == AlreadyThere && attempt < MostAttempts)
            {
                // Another process was faster: it holds the file now, or will be found to have left it.
            }
        }
    }

    /// <summary>Opens a file that an earlier run left, or creates it.</summary>
    /// <inheritdoc cref="Create" path="/param"/>
    /// <exception cref="IOException">It is a link or no file, another process is writing it, or it can't be opened.</exception>
    public static FileStream Continue(string path, FileStreamOptions options)
    {
        options.Mode = FileMode.OpenOrCreate;
        if (!OperatingSystem.IsLinux())
            return new FileInfo(path).LinkTarget is null ? new FileStream(path, options) : throw Foreign();

        var found = NodeStatus.Find(path, followsLink: false);
        if (found is null)
            options.Mode = FileMode.CreateNew;
        else if (found is not { IsRegular: true, Links: 1 })
            throw Foreign();

        var stream = new FileStream(path, options);
        if (found is null || found.IsSameAs(NodeStatus.Of(stream.SafeFileHandle)))
            return stream;

        stream.Dispose();
        throw Foreign();
    }

    private static IOException Foreign() => new("It is a link, or something else that no earlier run left there. Delete it");

    private static FileStream Truncate(string path, FileStreamOptions options)
    {
        options.Mode = FileMode.OpenOrCreate;                            // truncated once it is locked, lest another's work is lost
        var stream = new FileStream(path, options);
        stream.SetLength(0);
        return stream;
    }

    private static void Unlink(string path)
    {
        if (NodeStatus.Find(path, followsLink: false) is not { IsRegular: true } found)
        {
            if (Directory.Exists(path) && new FileInfo(path).LinkTarget is null)
                throw new IOException("It is a folder");
            File.Delete(path);                                           // a link itself, or nothing
            return;
        }

        try
        {
            // Locked, so that a file which another process is writing stays; and the same still, lest its successor is deleted.
            using var held = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0);
            if (found.IsSameAs(NodeStatus.Of(held.SafeFileHandle)) && found.IsSameAs(NodeStatus.Find(path, followsLink: false)))
                File.Delete(path);
        }
        catch (FileNotFoundException)
        {
            // Another process has just deleted it.
        }
        catch (UnauthorizedAccessException)
        {
            File.Delete(path);                                           // not to be read; whoever owns the folder may still replace it
        }
    }
}
