using MlPipeline.Evaluation.Report;
using MlPipeline.Reporting.Html;
using static MlPipeline.Reporting.Html.PageWriter;

namespace MlPipeline.Evaluation.Reports.Html;

/// <summary>What the report says in words, and the gates.</summary>
internal static class FindingsPart
{
    /// <summary>Writes it.</summary>
    public static void Write(PageWriter page, EvaluationReport report)
    {
        page.Section("findings", "Findings");
        var (found, passed) = (
            report.Findings.Where(finding => finding.Severity != Severity.Passed)
                .ToList(), report.Findings.Where(finding => finding.Severity == Severity.Passed).ToList());
        if (found.Count == 0)
            page.Paragraph("All checks passed.");
        List(page, found);
        if (passed.Count == 0)
            page.Paragraph(Wording.Checks(report));
        if (passed.Count > 0)
        {
            page.Line(
                $"<details{(found.Count == 0 ? " open=\"open\"" : "")}><summary>{Escape(Wording.Checks(report).TrimEnd('.'))}</summary>");
            List(page, passed);
            page.Line("</details>");
        }

        if (report.Gates.Count > 0)
        {
            page.Heading("Gates");
            page.Table(
                $"{report.Gates.Count(gate => gate.HasPassed)} of {report.Gates.Count} demands are met", ["Demand", "#Found", "Result"],
                report.Gates.Select(gate => (IReadOnlyList<string>)
                [
                    $"<code>{Escape(gate.Expression)}</code>", gate.Reason is { } reason
                        ? Escape(reason)
                        : Wording.Number(gate.Value, "0.0000"),
                    gate.HasPassed ? Words.Marked(Severity.Passed, "✓ passed") : Words.Marked(Severity.Defect, "✗ failed"),
                ]));
        }

        page.EndSection();
    }

    private static void List(PageWriter page, List<Finding> findings)
    {
        if (findings.Count == 0)
            return;

        page.Line("""<ul class="findings">""");
        foreach (var finding in findings)
            page.Line($"""<li class="{Words.ClassOf(finding.Severity)}"><b>{Words.Of(finding.Severity)}.</b> {Escape(finding.Text)}</li>""");
        page.Line("</ul>");
    }
}
