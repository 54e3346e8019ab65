using System.Globalization;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Reports.Html;
using MlPipeline.Reporting.Charts;
using MlPipeline.Reporting.Html;
using MlPipeline.Text;
using static MlPipeline.Evaluation.Reports.Html.Cells;
using static MlPipeline.Reporting.Html.PageWriter;

namespace MlPipeline.Evaluation.Reports.Comparison;

/// <summary>Writes two reports side by side as one page.</summary>
internal static class DiffPage
{
    private const string Nats = "nats_per_character";
    private const int MostForest = 60, MostRows = 500;

    /// <summary>Writes it.</summary>
    public static void Write(ReportDiff diff, TextWriter output)
    {
        var page = new PageWriter(output);
        page.Begin($"{Path.GetFileName(diff.A.Model.File)} and {Path.GetFileName(diff.B.Model.File)}");
        page.Line("<header><h1>Comparison of two models</h1>");
        page.Paragraph(
            $"{diff.A.Names.Count:N0} held-out names. B minus A with its 95 % confidence interval: paired over the same names where a " +
                $"number is a sum over them, else from the two intervals.");
        page.Line("</header>\n<main>");
        page.Table("Models", ["", "File", "SHA-256", "Found"],
        [
            ["A", Escape(diff.A.Model.File), $"<code>{diff.A.Model.Sha256}</code>", Found(diff.A)],
            ["B", Escape(diff.B.Model.File), $"<code>{diff.B.Model.Sha256}</code>", Found(diff.B)],
        ]);
        page.Section("fit", "Fit");
        page.Figure(
            ForestPlot.Write(
                new ChartHead("forest", "B minus A, nats per character"),
                [ForestRow.Baseline("A"),
                    .. diff.Rows.Where(
                        row => row.IsPaired && row.Name.StartsWith(Nats, StringComparison.Ordinal)
                            && !row.Name.Contains("length", StringComparison.Ordinal))
                    .Take(MostForest)
                        .Select(row => Intervals.Row(MessageText.Shorten(PartOf(row.Name), MessageText.LongestItem), row.Difference))],
                new ForestPlotOptions { XName = "Difference in nats per character, 95 % interval", Below = "B better", Above = "B worse" }),
            "Left of 0 the second model is better.");
        page.EndSection();
        page.Section("all", "All metrics");
        page.Table(
            "B less A; * paired over the names", ["Number", "#A", "#B", "#B less A", "Verdict"],
            diff.Rows.Take(MostRows).Select(row => (IReadOnlyList<string>)
                [$"<code>{Escape(MessageText.Shorten(row.Name))}</code>", Wording.Number(row.A.Value), Wording.Number(row.B.Value),
                    Cell(row.Difference) + (row.IsPaired ? "*" : ""), Word(row.Verdict)]));
        if (diff.Rows.Count > MostRows)
        {
            page.Paragraph(
                $"{Wording.Count(diff.Rows.Count - MostRows)} more metrics, mostly of rarer labels, are in the comparison as JSON.");
        }

        page.EndSection();
        Names(page, "gained", "Names that B takes better", diff.Gained);
        Names(page, "lost", "Names that B takes worse", diff.Lost);
        page.Line("</main>");
        page.End();
    }

    private static string PartOf(string metric) => metric == Nats ? "all names" : metric[(Nats.Length + 1)..].Replace('_', ' ');

    private static string Found(EvaluationReport report) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"defects: {report.CountOf(Severity.Defect)}, warnings: " +
                $"{report.CountOf(Severity.Warning)}{(report.CountOf(Severity.NotJudged) is > 0 and var open ? $", not judged: {open}" : "")}");

    private static string Word(DiffVerdict verdict) => verdict switch
    {
        DiffVerdict.Better => Words.Marked(Severity.Passed, DiffWriter.Word(verdict)),
        DiffVerdict.Worse => Words.Marked(Severity.Defect, DiffWriter.Word(verdict)),
        _ => DiffWriter.Word(verdict),
    };

    private static void Names(PageWriter page, string id, string title, IReadOnlyList<DiffName> names)
    {
        if (names.Count == 0)
            return;

        page.Section(id, title);
        page.Table(
            "Nats per character", ["Name", "#A", "#B"],
            names.Select(name => (IReadOnlyList<string>)[Escape(name.Name), Wording.Number(name.A), Wording.Number(name.B)]));
        page.EndSection();
    }
}
