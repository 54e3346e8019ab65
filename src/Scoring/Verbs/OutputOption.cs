using System.CommandLine;
using System.Text;
using MlPipeline.CommandLine;
using MlPipeline.Files;

namespace MlPipeline.Scoring.Verbs;

/// <summary>The option <c>--output</c>, the same for every verb: a file that appears when it is whole, or standard output.</summary>
internal static class OutputOption
{
    private const string StandardOutput = "-";

    public static Option<string> Create() => new("--output", "-o")
    {
        Description = "File to write; '-' is standard output.",
        DefaultValueFactory = _ => StandardOutput,
    };

    /// <summary>Refuses a path that can't be written, before any work.</summary>
    /// <exception cref="UsageException">It is blank.</exception>
    /// <exception cref="OutputFileException">The file can't be written.</exception>
    public static void Check(string path)
    {
        if (path == StandardOutput)
            return;

        RefuseBlank(path);
        WholeFile.Probe(path);
    }

    /// <summary>Writes to the file, or to <paramref name="standardOutput"/> where the path is a dash.</summary>
    public static T Write<T>(string path, TextWriter standardOutput, Func<TextWriter, T> write)
    {
        if (path == StandardOutput)
            return write(standardOutput);

        RefuseBlank(path);
        return WholeFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true);
            return write(writer);
        });
    }

    private static void RefuseBlank(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new UsageException("--output needs the name of a file, or '-' for standard output.");
    }
}
