using System.Text;
using CsvHelper;
using MlPipeline.Data;

namespace MlPipeline.Training.Cleaning;

/// <summary>Writes the outputs of a cleaning: all of them, or none.</summary>
internal static class CleanFiles
{
    /// <summary>Writes the cleaned names as CSV.</summary>
    public static byte[] ToCsv(CleaningResult result)
    {
        using var content = new MemoryStream();
        using (var writer = new StreamWriter(content, new UTF8Encoding(false), leaveOpen: true))
        using (var csv = CsvWriter.Create(writer, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true))
        {
            csv.WriteHeader(result.HasGender ? ["name", "gender"] : ["name"]);
            foreach (var (name, gender) in result.Names)
                csv.WriteRecord(result.HasGender ? [name, gender ?? ""] : [name]);
        }

        return content.ToArray();
    }

    /// <summary>Writes files beside their goals, then renames them all.</summary>
    /// <param name="files">Paths and contents.</param>
    /// <exception cref="OutputFileException">One of them can't be written.</exception>
    public static void Write(IReadOnlyList<(string Path, byte[] Content)> files)
    {
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
