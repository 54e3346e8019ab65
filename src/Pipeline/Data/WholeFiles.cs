namespace MlPipeline.Data;

/// <summary>Writes files that belong together: all of them, or none.</summary>
public static class WholeFiles
{
    /// <summary>Writes files beside their goals, then renames them all, in their order.</summary>
    /// <param name="files">Paths and contents; missing folders are made.</param>
    /// <exception cref="OutputFileException">One of them can't be written; the goals are as they were.</exception>
    public static void Write(IReadOnlyList<(string Path, byte[] Content)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var staged = files.Select(file => WholeFile.TemporaryNameOf(file.Path)).ToList();
        try
        {
            foreach (var ((path, content), temporary) in files.Zip(staged))
                Stage(path, temporary, content);
            foreach (var ((path, _), temporary) in files.Zip(staged))
                WholeFile.Commit(temporary, path);
        }
        finally
        {
            staged.ForEach(WholeFile.Discard);
        }
    }

    // An error names the goal, which is what the user gave.
    private static void Stage(string path, string temporary, byte[] content)
    {
        try
        {
            WholeFile.Write(temporary, stream => stream.Write(content));
        }
        catch (OutputFileException exception) when (exception.InnerException is { } cause)
        {
            throw new OutputFileException(path, cause);
        }
    }
}
