using System.Runtime.InteropServices;

namespace MlPipeline.Training.Native;

/// <summary>Loads a library from memory, by way of a temporary folder that only this user can open.</summary>
internal static class PrivateCopy
{
    /// <summary>Loads <paramref name="library"/> for the rest of the process; leaves no file behind.</summary>
    /// <param name="library">The whole library.</param>
    /// <param name="name">Its file name.</param>
    /// <exception cref="DllNotFoundException">The loader refuses it.</exception>
    /// <exception cref="TorchNotLoadableException">The temporary folder can't be written.</exception>
    public static void Load(byte[] library, string name)
    {
        DirectoryInfo? folder = null;
        try
        {
            folder = Directory.CreateTempSubdirectory("mlpipeline-");
            var file = Path.Combine(folder.FullName, name);
            File.WriteAllBytes(file, library);
            NativeLibrary.Load(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TorchNotLoadableException(
                $"the temporary folder {Path.GetTempPath()} can't take a copy of {name} ({e.Message.TrimEnd('.')})",
                "Set TMPDIR to a folder that you can write to and that allows programs.",
                e);
        }
        finally
        {
            // The loader has mapped the file: it stays usable after it is unlinked.
            folder?.Delete(recursive: true);
        }
    }
}
