using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using MlPipeline.Data;

namespace MlPipeline.Files;

/// <summary>Gives a file that takes another's place its permissions, and its owner where this process may.</summary>
[SuppressMessage("Interoperability", "CA1416", Justification = "The analyser doesn't see the check of the system around a lambda.")]
internal static class FileRights
{
    private const uint Same = uint.MaxValue;

    /// <summary>Gets the permissions of a file; null where there is none, or the name is that of something else.</summary>
    public static UnixFileMode? ModeOf(string path)
    {
        if (OperatingSystem.IsWindows())
            return null;
        if (OperatingSystem.IsLinux())
            return NodeStatus.Find(path, followsLink: false) is { IsRegular: true } status ? status.Mode : null;

        var file = new FileInfo(path);
        return file is { Exists: true, LinkTarget: null } ? file.UnixFileMode : null;
    }

    /// <summary>Gives an open file of this process the permissions of the one that it replaces, if there is one.</summary>
    /// <param name="from">Path of the file that is replaced.</param>
    /// <param name="to">The new file.</param>
    public static void Copy(string from, SafeFileHandle to)
    {
        if (!OperatingSystem.IsWindows() && ModeOf(from) is { } mode)
            SetMode(() => File.SetUnixFileMode(to, mode));
    }

    /// <summary>
    /// Gives a file of this process the permissions of the one that it replaces, if there is one, and its owner where it may.
    /// </summary>
    /// <param name="from">Path of the file that is replaced.</param>
    /// <param name="to">Path of the new file.</param>
    public static void Copy(string from, string to)
    {
        if (OperatingSystem.IsWindows() || ModeOf(from) is not { } mode)
            return;

        if (NodeStatus.Find(from, followsLink: false) is { } old && NodeStatus.Find(to, followsLink: false) is { } now
            && (old.Owner, old.Group) != (now.Owner, now.Group))
        {
            // Before the mode, which it may change.
            _ = ChangeOwner(
                Encoding.UTF8.GetBytes(Path.GetFullPath(to) + '\0'), Environment.IsPrivilegedProcess ? old.Owner : Same, old.Group);
        }

        SetMode(() => File.SetUnixFileMode(to, mode));
    }

    // Some file systems have no permissions. What was written is worth more than those of the file before.
    private static void SetMode(Action change)
    {
        try
        {
            change();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It keeps those of a new file.
        }
    }

    [DllImport("libc", EntryPoint = "lchown")]
    private static extern int ChangeOwner(byte[] path, uint owner, uint group);
}
