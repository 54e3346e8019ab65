using MlPipeline.Data;

namespace MlPipeline.Files;

/// <summary>Follows symbolic links, whether what they lead to is there or not.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;                                    // as Linux

    /// <summary>Gets the path without links, those of its folders among them.</summary>
    /// <param name="path">A path, whether there is something or not.</param>
    /// <exception cref="IOException">The links lead round in a circle.</exception>
    public static string Of(string path)
    {
        var links = 0;
        return Follow(Path.GetFullPath(path), ref links);
    }

    /// <summary>Gets where a file is written: what a symbolic link leads to, and else the path as it was given.</summary>
    /// <exception cref="IOException">The links lead round in a circle.</exception>
    public static string GoalOf(string path)
    {
        var full = Path.GetFullPath(path);
        return !NodeType.IsAmongDevices(full) && TargetOf(full) is not null ? Of(full) : path;
    }

    private static string Follow(string full, ref int links)
    {
        if (NodeType.IsAmongDevices(full) || Path.GetDirectoryName(full) is not { } parent)
            return full;

        var folder = Follow(parent, ref links);
        var path = Path.Combine(folder, Path.GetFileName(full));
        if (TargetOf(path) is not { } target)
            return path;
        if (++links > MostLinks)
            throw new IOException("It is a symbolic link that leads to itself");
        return Follow(Path.GetFullPath(Path.Combine(folder, target)), ref links);
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // a folder that may not be looked into: opening the file will say so
        }
    }
}
