using MlPipeline.Files;

namespace MlPipeline.Scoring.Verbs;

/// <summary>Finds the models that the training program wrote where it writes by default.</summary>
internal static class TrainedModels
{
    private const string Temporary = ".tmp.";

    /// <summary>Finds the newest one.</summary>
    /// <param name="shipped">The model that comes with the programs, which doesn't count.</param>
    /// <returns>Its path; null where there is none.</returns>
    public static string? FindNewest(string shipped) =>
        FindNewest([DefaultFile.Place(Path.GetDirectoryName(DefaultFile.Model)!), Path.GetDirectoryName(shipped)!], shipped);

    /// <summary>Finds the newest one in folders.</summary>
    /// <param name="folders">The folders, which need not exist; of the same file in two of them the first path is taken.</param>
    /// <param name="shipped">The model that comes with the programs, which doesn't count.</param>
    /// <returns>Its path; null where there is none.</returns>
    public static string? FindNewest(IEnumerable<string> folders, string shipped)
    {
        try
        {
            return folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.onnx"))
                .Where(path =>
                    Path.GetFullPath(path) != Path.GetFullPath(shipped)
                        && !Path.GetFileName(path).Contains(Temporary, StringComparison.Ordinal))
                .OrderByDescending(File.GetLastWriteTimeUtc).ThenBy(path => path, StringComparer.Ordinal)
                .FirstOrDefault();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;                                                 // a hint is not worth an error
        }
    }
}
