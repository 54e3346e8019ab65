using System.Text.Json;
using MlPipeline.Common;
using MlPipeline.Evaluation.Report;
using MlPipeline.Reporting.Markdown;
using static MlPipeline.Reporting.Markdown.MarkdownWriter;

namespace MlPipeline.Evaluation.Reports.Comparison;

/// <summary>Writes a comparison of two reports.</summary>
internal static class DiffWriter
{
    /// <summary>Finds the format by a file's name; text where that says nothing.</summary>
    public static DiffFormat FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".md" => DiffFormat.Md,
        ".html" or ".htm" => DiffFormat.Html,
        ".json" => DiffFormat.Json,
        _ => DiffFormat.Text,
    };

    /// <summary>Writes it.</summary>
    public static void Write(ReportDiff diff, DiffFormat format, TextWriter output)
    {
        switch (format)
        {
            case DiffFormat.Md: WriteMarkdown(diff, output); break;
            case DiffFormat.Html: DiffPage.Write(diff, output); break;
            case DiffFormat.Json:
                output.WriteLine(
                JsonSerializer.Serialize(
                    new { a = Inputs(diff.A), b = Inputs(diff.B), diff.Rows, diff.Gained, diff.Lost }, ReportJson.Options)); break;
            default: WriteText(diff, output); break;
        }
    }

    /// <summary>Says a verdict in words.</summary>
    public static string Word(DiffVerdict verdict) => verdict switch
    {
        DiffVerdict.Better => "B is better",
        DiffVerdict.Worse => "B is worse",
        DiffVerdict.Different => "different",
        DiffVerdict.NoDifferenceFound => "no difference found",
        DiffVerdict.TooFewNames => "too few names",
        DiffVerdict.OtherRules => "not judged by the same rules",
        _ => "",
    };

    private static void WriteText(ReportDiff diff, TextWriter output)
    {
        output = new LineWriter(output);
        output.WriteLine($"A  {diff.A.Model.File}  {diff.A.Model.Sha256[..12]}");
        output.WriteLine($"B  {diff.B.Model.File}  {diff.B.Model.Sha256[..12]}");
        output.WriteLine(
            $"on {diff.A.Names.Count:N0} held-out names; B minus A with its 95 % confidence interval; * paired over the names");
        output.WriteLine();
        var width = diff.Rows.Max(row => row.Name.Length);
        foreach (var row in diff.Rows)
        {
            output.WriteLine(
                $"{row.Name.PadRight(width)}  {Wording.Number(row.A.Value),9}  {Wording.Number(row.B.Value),9}  " +
                    $"{Wording.Number(row.Difference),25}{(row.IsPaired ? "*" : " ")} {Word(row.Verdict)}".TrimEnd());
        }

        foreach (var line in NameLines(diff, name => name))
            output.WriteLine($"\n{line}");
    }

    private static void WriteMarkdown(ReportDiff diff, TextWriter output)
    {
        var page = new MarkdownWriter(output);
        page.Heading(1, "Comparison of two models");
        page.Block(
            $"A: {Code(diff.A.Model.File)} ({diff.A.Model.Sha256[..12]}…). B: {Code(diff.B.Model.File)} ({diff.B.Model.Sha256[..12]}…). " +
                $"{diff.A.Names.Count:N0} held-out names; B minus A with its 95 % confidence interval, \\* paired over the names.");
        page.Table(["", "#A", "#B", "#B − A", ""], diff.Rows.Select(row => (IReadOnlyList<string>)
            [Escape(row.Name), Wording.Number(row.A.Value), Wording.Number(row.B.Value), Wording.Number(row.Difference) +
                (row.IsPaired ? "\\*" : ""), Word(row.Verdict)]));
        foreach (var line in NameLines(diff, Escape))
            page.Block(line);
    }

    private static IEnumerable<string> NameLines(ReportDiff diff, Func<string, string> escape) =>
        new[] { (Title: "B takes these names better:", Names: diff.Gained), (Title: "B takes these names worse:", Names: diff.Lost) }
        .Where(list => list.Names.Count > 0)
        .Select(list =>
            $"{list.Title} {string.Join(", ", list.Names.Select(name => $"{escape(name.Name)} ({Wording.Number(name.A, "0.00")} → {Wording.Number(name.B, "0.00")})"))}");

    private static object Inputs(EvaluationReport report) =>
        new
        {
            model = report.Model.File,
            model_sha256 = report.Model.Sha256,
            data_sha256 = report.Data.Sha256,
            train_sha256 = report.Train.Sha256
        };
}
