using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MlPipeline.Data;

/// <summary>What the system says of a name in a folder: which file it is, of which kind, and whose.</summary>
/// <param name="Kind">The kind, as <c>S_IFMT</c> of the mode masks it.</param>
/// <param name="Mode">The permissions.</param>
/// <param name="Links">Names that the file has.</param>
/// <param name="Owner">User id.</param>
/// <param name="Group">Group id.</param>
/// <param name="Device">The file system.</param>
/// <param name="Inode">The file within it.</param>
internal sealed record NodeStatus(int Kind, UnixFileMode Mode, uint Links, uint Owner, uint Group, ulong Device, ulong Inode)
{
    private const int CurrentFolder = -100;                              // AT_FDCWD
    private const int NoFollow = 0x100, EmptyPath = 0x1000;              // AT_SYMLINK_NOFOLLOW, AT_EMPTY_PATH
    private const uint BasicFields = 0x7ff;                              // STATX_BASIC_STATS
    private const int KindMask = 0xF000, ModeMask = 0x1FF;
    private const int Pipe = 0x1000, CharacterDevice = 0x2000, BlockDevice = 0x6000, Regular = 0x8000, Socket = 0xC000;

    /// <summary>Gets whether it holds bytes and nothing else.</summary>
    public bool IsRegular => Kind == Regular;

    /// <summary>Gets whether it is a pipe, named or not.</summary>
    public bool IsPipe => Kind is Pipe or Socket;

    /// <summary>Gets whether it is a device.</summary>
    public bool IsDevice => Kind is CharacterDevice or BlockDevice;

    /// <summary>Says whether both are names of one file.</summary>
    public bool IsSameAs(NodeStatus? other) => other is not null && (Device, Inode) == (other.Device, other.Inode);

    /// <summary>Asks for a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="followsLink">Whether of a symbolic link its target is meant.</param>
    /// <returns>The answer; null where there is nothing of that name, or the system is not Linux.</returns>
    public static NodeStatus? Find(string path, bool followsLink) => Ask(CurrentFolder, path, followsLink ? 0 : NoFollow);

    /// <summary>Asks for an open file.</summary>
    public static NodeStatus? Of(SafeFileHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return Ask((int)handle.DangerousGetHandle(), "", EmptyPath);
    }

    private static NodeStatus? Ask(int folder, string path, int flags)
    {
        if (!OperatingSystem.IsLinux())
            return null;

        // The places of struct statx are the same on all processors.
        var status = new byte[256];
        try
        {
            if (Status(folder, Encoding.UTF8.GetBytes(path + '\0'), flags, BasicFields, status) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // a C library of before 2018
        }

        var mode = BitConverter.ToUInt16(status, 28);
        return new NodeStatus(
            mode & KindMask, (UnixFileMode)(mode & ModeMask),
            BitConverter.ToUInt32(status, 16), BitConverter.ToUInt32(status, 20), BitConverter.ToUInt32(status, 24),
            ((ulong)BitConverter.ToUInt32(status, 136) << 32) | BitConverter.ToUInt32(status, 140), BitConverter.ToUInt64(status, 32));
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Status(int folder, byte[] path, int flags, uint mask, [Out] byte[] status);
}
