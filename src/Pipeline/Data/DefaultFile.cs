namespace MlPipeline.Data;

/// <summary>Finds the files that the command lines use when none is named.</summary>
public static class DefaultFile
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
        var inRepository = Root() is { } root ? Path.Combine(root, relative) : null;
        var found = inRepository is not null && (File.Exists(inRepository) || !File.Exists(beside)) ? inRepository : beside;
        return Shorten(found);
    }

    /// <summary>Gets the path where a file is written: under the repository's root, or else under the current folder.</summary>
    /// <param name="relative">Path from the root, with forward slashes.</param>
    public static string Place(string relative) => Root() is { } root ? Shorten(Path.Combine(root, Argument.NotNull(relative))) : Argument.NotNull(relative);

    private static string? Root() => Ancestors(Environment.CurrentDirectory).Concat(Ancestors(AppContext.BaseDirectory))
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, RootMark)));

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
