namespace MlPipeline.Files;

/// <summary>Finds the files that the command lines use when none is named.</summary>
internal static class DefaultFile
{
    /// <summary>Where the model is, from the repository's root.</summary>
    public const string Model = "models/lithuanian-names.onnx";

    /// <summary>Where the names are, from the repository's root.</summary>
    public const string Names = "data/names.csv";

    private const string RootMark = "MlPipeline.sln";

    /// <summary>Finds a file in the repository, or else beside the app.</summary>
    /// <param name="relative">Path from the repository's root, with forward slashes.</param>
    /// <returns>
    /// The path under the root of the repository that the current folder or the app is in; beside the app where that has
    /// none. The file need not exist.
    /// </returns>
    public static string Find(string relative)
    {
        ArgumentNullException.ThrowIfNull(relative);
        var beside = Path.Combine(AppContext.BaseDirectory, relative);
        var inRepository = (RootAbove(Environment.CurrentDirectory) ?? RootAbove(AppContext.BaseDirectory)) is { } root
            ? Path.Combine(root, relative)
            : null;
        var found = inRepository is not null && (File.Exists(inRepository) || !File.Exists(beside)) ? inRepository : beside;
        return Shorten(found);
    }

    /// <summary>
    /// Gets the path where a file is written: in the repository that the current folder is in, or else under the current
    /// folder. Where the app is doesn't matter, so that nothing is written into a repository that it was only started from.
    /// </summary>
    /// <param name="relative">Path from the root, with forward slashes.</param>
    public static string Place(string relative) =>
        RootAbove(Environment.CurrentDirectory) is { } root
            ? Shorten(Path.Combine(root, Argument.NotNull(relative)))
            : Argument.NotNull(relative);

    private static string? RootAbove(string folder) =>
        Ancestors(folder).FirstOrDefault(parent => File.Exists(Path.Combine(parent, RootMark)));

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
            yield return current.FullName;
    }

    // As people would type it.
    private static string Shorten(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
