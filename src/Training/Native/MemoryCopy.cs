using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MlPipeline.Training.Native;

/// <summary>Loads a library from memory without any folder, where Linux can: by an anonymous file (memfd_create(2)).</summary>
internal static partial class MemoryCopy
{
    private const uint CloseOnExec = 1;

    // The loader knows a library by its path, which holds the number of its descriptor. If that number were closed and given
    // to the next library, the loader would return the first library instead of reading the next one.
    private static readonly ConcurrentBag<SafeFileHandle> Loaded = [];

    /// <summary>Loads <paramref name="library"/> for the rest of the process.</summary>
    /// <param name="library">The whole library.</param>
    /// <param name="name">The name that the process's memory map shows.</param>
    /// <returns>Whether it is loaded; false where there are no anonymous files, or the loader refuses this one.</returns>
    public static bool TryLoad(byte[] library, string name)
    {
        try
        {
            var file = new SafeFileHandle(Create(name, CloseOnExec), ownsHandle: true);
            var loaded = !file.IsInvalid && TryLoad(file, library);
            if (loaded)
                Loaded.Add(file);
            else
                file.Dispose();

            return loaded;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool TryLoad(SafeFileHandle file, byte[] library)
    {
        RandomAccess.Write(file, library, fileOffset: 0);
        return NativeLibrary.TryLoad($"/proc/self/fd/{file.DangerousGetHandle()}", out _);
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Create(string name, uint flags);
}
