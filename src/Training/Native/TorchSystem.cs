using System.Runtime.InteropServices;

namespace MlPipeline.Training.Native;

/// <summary>The systems that Torch's native packages are made for.</summary>
internal static class TorchSystem
{
    private static readonly string[] _supported = ["linux-x64", "osx-arm64", "win-x64"];

    /// <summary>Gets this process's operating system and processor the way packages name them, such as <c>linux-x64</c>.</summary>
    public static string Current
    {
        get
        {
            var system = OperatingSystem.IsLinux() ? "linux"
                : OperatingSystem.IsMacOS() ? "osx"
                : OperatingSystem.IsWindows() ? "win"
                : "other";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    /// <summary>Refuses a system that no libtorch package is made for.</summary>
    /// <param name="system">Such as <see cref="Current"/>.</param>
    /// <exception cref="TorchNotLoadableException">No such package.</exception>
    public static void RequirePackage(string system)
    {
        if (_supported.Contains(system)) return;
        throw new TorchNotLoadableException(
            $"there is no libtorch package for {system}, only for {string.Join(", ", _supported)}",
            "Train on one of these; generating and scoring need no Torch.");
    }
}
