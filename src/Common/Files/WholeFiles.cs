namespace MlPipeline.Files;

/// <summary>Writes files that belong together: all of them, or none.</summary>
/// <remarks>
/// What is no file, such as a pipe, is written straight, once the files are ready. As with <see cref="WholeFile"/>, of a symbolic link the
/// target is replaced, and a file hands on its permissions.
/// </remarks>
internal static class WholeFiles
{
    /// <summary>Writes files beside their goals, then renames them all, in their order.</summary>
    /// <param name="files">Paths and contents; missing folders are made.</param>
    /// <exception cref="OutputFileException">One of them can't be written; the goals are as they were.</exception>
    public static void Write(IReadOnlyList<(string Path, byte[] Content)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        WriteOwn([.. files.Select(file => (WholeFile.GoalOf(file.Path), file.Content))]);
    }

    /// <summary>Writes files of which some have names that this program chose: a link is replaced itself, and never followed.</summary>
    /// <inheritdoc cref="Write" path="/param"/>
    /// <inheritdoc cref="Write" path="/exception"/>
    internal static void WriteOwn(IReadOnlyList<(string Path, byte[] Content)> files)
    {
        var staged = files.Select(file => WholeFile.IsDeviceItself(file.Path) ? null : WholeFile.TemporaryNameOf(file.Path)).ToList();
        try
        {
            for (var i = 0; i < files.Count; i++)
            {
                if (staged[i] is { } temporary)
                    Stage(files[i].Path, temporary, files[i].Content);
            }

            for (var i = 0; i < files.Count; i++)
            {
                if (staged[i] is null)
                    WholeFile.Write(files[i].Path, stream => stream.Write(files[i].Content));
            }

            for (var i = 0; i < files.Count; i++)
            {
                if (staged[i] is { } temporary)
                    WholeFile.Place(temporary, files[i].Path);
            }
        }
        finally
        {
            staged.OfType<string>().ToList().ForEach(WholeFile.Discard);
        }
    }

    // An error names the goal, which is what the user gave.
    private static void Stage(string path, string temporary, byte[] content)
    {
        try
        {
            WholeFile.WriteOwn(temporary, stream => stream.Write(content), like: path);
        }
        catch (OutputFileException exception) when (exception.InnerException is { } cause)
        {
            throw new OutputFileException(path, cause);
        }
    }
}
