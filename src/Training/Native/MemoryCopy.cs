using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MlPipeline.Training.Native;

/// <summary>Loads a library from memory without any folder, where Linux can: by an anonymous file (memfd_create(2)).</summary>
internal static partial class MemoryCopy
{
    private const uint CloseOnExec = 1;

    /// <summary>Loads <paramref name="library"/> for the rest of the process.</summary>
    /// <param name="library">The whole library.</param>
    /// <param name="name">The name that the process's memory map shows.</param>
    /// <returns>Whether it is loaded; false where there are no anonymous files, or the loader refuses this one.</returns>
    public static bool TryLoad(byte[] library, string name)
    {
        try
        {
            using var file = new SafeFileHandle(Create(name, CloseOnExec), ownsHandle: true);
            if (file.IsInvalid)
                return false;

            RandomAccess.Write(file, library, fileOffset: 0);
            return NativeLibrary.TryLoad($"/proc/self/fd/{file.DangerousGetHandle()}", out _);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Create(string name, uint flags);
}
