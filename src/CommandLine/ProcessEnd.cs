using System.Runtime.InteropServices;

namespace MlPipeline.CommandLine;

/// <summary>Ends the process at once.</summary>
internal static class ProcessEnd
{
    /// <summary>Ends it, whatever its threads do.</summary>
    /// <remarks>
    /// An ordinary exit destroys what native libraries still work with, which may crash; and it may wait for them. The runtime's own
    /// socket for debuggers stays in the temporary folder, as after a kill.
    /// </remarks>
    /// <param name="exitCode">The exit code.</param>
    public static void Now(int exitCode)
    {
        if (OperatingSystem.IsWindows())
            Environment.Exit(exitCode);
        else
            Exit(exitCode);
    }

    // By hand, as Scoring has no unsafe code for a generated one.
    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Exit(int status);
}
