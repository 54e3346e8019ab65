using System.Runtime.InteropServices;

namespace MlPipeline.Common;

/// <summary>Tells whether the process was given a standard stream.</summary>
/// <remarks>
/// Where it was not, its number is free, and the .NET runtime puts a pipe of its own there before any code of ours runs:
/// writing to it would fail with an error that misleads, or disturb the runtime. What was inherited survived the start of
/// the program, so it can't be marked as closed on exec, and what the runtime opens is.
/// </remarks>
internal static class StandardDescriptor
{
    private const int GetFlags = 1, GetStatus = 3;                       // F_GETFD and F_GETFL of Linux and of macOS
    private const int CloseOnExec = 1, AccessMode = 3;                   // FD_CLOEXEC, O_ACCMODE
    private const int ReadOnly = 0, WriteOnly = 1;                       // O_RDONLY, O_WRONLY

    /// <summary>Says whether a stream was given and can be read.</summary>
    /// <param name="descriptor">0 for standard input.</param>
    public static bool IsReadable(int descriptor) => OperatingSystem.IsWindows() ||
        (IsGiven(descriptor) && (Control(descriptor, GetStatus) & AccessMode) != WriteOnly);

    /// <summary>Says whether a stream was given and can be written.</summary>
    /// <param name="descriptor">1 for standard output, 2 for standard error.</param>
    public static bool IsWritable(int descriptor) => OperatingSystem.IsWindows() ||
        (IsGiven(descriptor) && (Control(descriptor, GetStatus) & AccessMode) != ReadOnly);

    private static bool IsGiven(int descriptor) => Control(descriptor, GetFlags) is >= 0 and var flags && (flags & CloseOnExec) == 0;

    [DllImport("libc", EntryPoint = "fcntl")]
    private static extern int Control(int descriptor, int command);
}
