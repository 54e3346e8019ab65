using System.Text;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Reports.Html;
using MlPipeline.Files;

namespace MlPipeline.Evaluation.Reports;

/// <summary>The files of a report.</summary>
internal static class ReportFolder
{
    /// <summary>Name of the file that holds everything; the others are drawn from it.</summary>
    public const string Json = "report.json";

    private static readonly IReadOnlyList<(string Name, Action<EvaluationReport, TextWriter> Write)> Drawn =
    [
        ("report.html", HtmlReport.Write),
        ("report.md", MarkdownReport.Write),
        ("junit.xml", JUnitReport.Write),
    ];

    /// <summary>Gets the names of the files.</summary>
    public static IEnumerable<string> Names => Drawn.Select(file => file.Name).Append(Json);

    /// <summary>Finds the file that holds everything.</summary>
    /// <param name="path">The file, or its folder.</param>
    public static string Find(string path) => Directory.Exists(path) ? Path.Combine(path, Json) : path;

    /// <summary>Finds out whether the files can be written, before the report is made.</summary>
    /// <exception cref="OutputFileException">One of them can't.</exception>
    public static void Probe(string folder)
    {
        foreach (var name in Names)
            WholeFile.Probe(Path.Combine(folder, name));
    }

    /// <summary>Writes the files, all or none; where one can't be drawn, the one that holds everything.</summary>
    /// <exception cref="OutputFileException">One of them can't be written.</exception>
    public static void Write(string folder, EvaluationReport report)
    {
        List<(string Path, byte[] Content)> files = [(Path.Combine(folder, Json), Encoding.UTF8.GetBytes(ReportJson.Write(report)))];
        try
        {
            files.AddRange([.. Drawn.Select(file => (Path.Combine(folder, file.Name), BytesOf(report, file.Write)))]);
        }
        catch
        {
            WholeFiles.WriteOwn(files);                                  // a defect of ours mustn't cost the work of minutes
            throw;
        }

        WholeFiles.WriteOwn(files);
    }

    /// <summary>Finds drawn files that aren't what the report says; files that aren't there are passed over.</summary>
    /// <param name="folder">The report's folder.</param>
    /// <param name="report">What <c>report.json</c> says.</param>
    public static IReadOnlyList<string> FindChanged(string folder, EvaluationReport report) =>
    [
        .. Drawn.Where(
            file => File.Exists(Path.Combine(folder, file.Name))
                && !File.ReadAllBytes(Path.Combine(folder, file.Name)).AsSpan().SequenceEqual(BytesOf(report, file.Write)))
            .Select(file => $"{file.Name}: is not drawn from this report"),
    ];

    private static byte[] BytesOf(EvaluationReport report, Action<EvaluationReport, TextWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" })
            write(report, writer);
        return stream.ToArray();
    }
}
