using System.Runtime.InteropServices;
using System.Text;

namespace MlPipeline.Data;

/// <summary>Tells files from what only has a name among them: pipes, terminals and other devices.</summary>
internal static class NodeType
{
    private const int CurrentFolder = -100;                              // AT_FDCWD
    private const uint TypeAndMode = 1;                                  // STATX_TYPE
    private const int ModeOffset = 28;                                   // stx_mode of struct statx, the same on all processors
    private const int TypeMask = 0xF000, Pipe = 0x1000, CharacterDevice = 0x2000;

    /// <summary>Says whether a path, its links followed, is a named pipe or a character device. Where the system can't tell, it is not.</summary>
    public static bool IsPipeOrDevice(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;

        var status = new byte[256];
        try
        {
            return Status(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, TypeAndMode, status) == 0 &&
                (BitConverter.ToUInt16(status, ModeOffset) & TypeMask) is Pipe or CharacterDevice;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // a C library of before 2018
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Status(int folder, byte[] path, int flags, uint mask, [Out] byte[] status);
}
