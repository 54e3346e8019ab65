using System.Runtime.InteropServices;

namespace MlPipeline.Training.Native;

/// <summary>Makes Torch load on systems whose C++ library is older than the one that TorchSharp was built with.</summary>
/// <remarks>
/// TorchSharp 0.107.0 asks for a libstdc++ newer than that of Debian 12 and Ubuntu 22.04, without using it. On such systems
/// this loads a copy of its native library that doesn't ask. TorchSharp, which looks for the library by name, then finds the
/// loaded copy, since the loader knows loaded libraries by soname. Elsewhere it loads what TorchSharp would load.
/// </remarks>
internal static class TorchLibrary
{
    private static readonly Lock _gate = new();
    private static bool _loaded;

    /// <summary>Loads the native libraries of Torch, or says why that can't be.</summary>
    /// <remarks>
    /// Call it before the first use of <c>torch</c>, whose own attempt, once failed, isn't repeated in the process.
    /// Thread-safe; calls after the first success do nothing. On Windows and macOS it only checks that there is a package.
    /// </remarks>
    /// <exception cref="TorchNotLoadableException">The system lacks something; the message says what to do.</exception>
    public static void EnsureLoadable()
    {
        lock (_gate)
        {
            if (_loaded)
                return;
            TorchSystem.RequirePackage(TorchSystem.Current);
            if (OperatingSystem.IsLinux())
            {
                OpenMp.WaitPassively();
                Load(TorchFiles.Find());
            }

            _loaded = true;
        }
    }

    /// <summary>Loads libtorch, then TorchSharp's native library or a copy without its unused needs.</summary>
    /// <exception cref="TorchNotLoadableException">One of them can't be loaded; the message says why.</exception>
    public static void Load(TorchFiles files)
    {
        var current = files.Torch;
        try
        {
            NativeLibrary.Load(files.Torch);
            current = files.TorchSharp;
            if (!NativeLibrary.TryLoad(files.TorchSharp, out _))
                LoadWithoutUnusedNeeds(files.TorchSharp);
        }
        catch (DllNotFoundException e)
        {
            var loader = e.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
            throw new TorchNotLoadableException(
                $"the system's loader refuses {current} ({loader})",
                "It needs all its packages, Debian 12, Ubuntu 22.04 or newer (glibc 2.34), and a TMPDIR that allows programs.",
                e);
        }
    }

    private static void LoadWithoutUnusedNeeds(string file)
    {
        var path = StandardLibrary.Loaded(File.ReadLines("/proc/self/maps")) ?? throw new TorchNotLoadableException(
            $"{StandardLibrary.Name} isn't loaded, though libtorch needs it",
            "Install it (apt-get install libstdc++6).");
        var copy = StandardLibrary.WithoutUnusedNeeds(Versions(file), Versions(path), path);
        var name = Path.GetFileName(file);
        if (!MemoryCopy.TryLoad(copy, name))
            PrivateCopy.Load(copy, name);
    }

    private static ElfSymbolVersions Versions(string file)
    {
        try
        {
            return new ElfSymbolVersions(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is ElfFormatException or IOException or UnauthorizedAccessException)
        {
            throw new TorchNotLoadableException(
                $"{file} can't be read ({e.Message.TrimEnd('.')})",
                "Install or restore the package that holds it again.",
                e);
        }
    }
}
