namespace MlPipeline.Data;

/// <summary>Writes files that belong together: all of them, or none. What is no file, such as a pipe, is written straight, once the files are ready.</summary>
/// <remarks>As with <see cref="WholeFile"/>, of a symbolic link the target is replaced, and a file hands on its permissions.</remarks>
public static class WholeFiles
{
    /// <summary>Writes files beside their goals, then renames them all, in their order.</summary>
    /// <param name="files">Paths and contents; missing folders are made.</param>
    /// <exception cref="OutputFileException">One of them can't be written; the goals are as they were.</exception>
    public static void Write(IReadOnlyList<(string Path, byte[] Content)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var goals = files.Select(file => WholeFile.GoalOf(file.Path)).ToList();
        var staged = goals.Select(goal => WholeFile.IsDevice(goal) ? null : WholeFile.TemporaryNameOf(goal)).ToList();
        try
        {
            for (var i = 0; i < files.Count; i++)
            {
                if (staged[i] is { } temporary)
                    Stage(files[i].Path, temporary, goals[i], files[i].Content);
            }

            for (var i = 0; i < files.Count; i++)
            {
                if (staged[i] is null)
                    WholeFile.Write(goals[i], stream => stream.Write(files[i].Content));
            }

            for (var i = 0; i < files.Count; i++)
            {
                if (staged[i] is { } temporary)
                    WholeFile.Place(temporary, goals[i]);
            }
        }
        finally
        {
            staged.OfType<string>().ToList().ForEach(WholeFile.Discard);
        }
    }

    // An error names the goal, which is what the user gave.
    private static void Stage(string path, string temporary, string goal, byte[] content)
    {
        try
        {
            WholeFile.WriteOwn(temporary, stream => stream.Write(content), like: goal);
        }
        catch (OutputFileException exception) when (exception.InnerException is { } cause)
        {
            throw new OutputFileException(path, cause);
        }
    }
}
