namespace MlPipeline.Training.Native;

/// <summary>Where the native libraries of Torch are on Linux: full paths.</summary>
/// <param name="Torch">Of <c>libtorch.so</c>.</param>
/// <param name="TorchSharp">Of <c>libLibTorchSharp.so</c>, which may be in another folder when packages aren't copied.</param>
internal sealed record TorchFiles(string Torch, string TorchSharp)
{
    /// <summary>Finds the libraries in the folders that .NET loads native libraries from.</summary>
    /// <exception cref="TorchNotLoadableException">One isn't there.</exception>
    public static TorchFiles Find() => Find(Folders());

    /// <summary>Finds the libraries in <paramref name="folders"/>: the first that has it wins.</summary>
    /// <exception cref="TorchNotLoadableException">One isn't there.</exception>
    public static TorchFiles Find(IReadOnlyList<string> folders) =>
        new(Find("libtorch.so", folders), Find("libLibTorchSharp.so", folders));

    private static string Find(string file, IReadOnlyList<string> folders) =>
        folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists)
        ?? throw new TorchNotLoadableException(
            $"{file} isn't in {string.Join(" or ", folders)}",
            "Build or publish again on this system, so that the libtorch package is restored for it.");

    private static List<string> Folders()
    {
        var host = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        string[] folders =
        [
            .. host.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            AppContext.BaseDirectory,
            Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"),
        ];
        return [.. folders.Select(Path.TrimEndingDirectorySeparator).Distinct()];
    }
}
