using MlPipeline.Common;
using MlPipeline.Evaluation.Report;

namespace MlPipeline.Evaluation.Reports;

/// <summary>Says on a terminal what a report says first.</summary>
internal static class ReportSummary
{
    private static readonly string[] Key =
        ["nats_per_character", "nats_per_character.labelled", "baseline.kneser_ney.nats_per_character", "difference.kneser_ney", "validity",
            "uniqueness", "novelty", "memorisation_factor", "membership_auc"];

    /// <summary>Writes findings, key numbers and gates.</summary>
    public static void Write(EvaluationReport report, string folder, TextWriter output)
    {
        output = new LineWriter(output);
        foreach (var finding in report.Findings.Where(finding => finding.Severity != Severity.Passed))
        {
            output.WriteLine(
                $"{(finding.Severity == Severity.NotJudged ? "not judged" : finding.Severity.ToString().ToLowerInvariant())}: " +
                    $"{finding.Text}");
        }

        output.WriteLine(Wording.Checks(report));
        output.WriteLine();
        foreach (var metric in Key.Select(report.Find).OfType<Metric>())
            output.WriteLine($"{metric.Name,-40} {Wording.Number(metric.Value)}");
        if (report.Gates.Count > 0)
            output.WriteLine($"\n{report.Gates.Count(gate => gate.HasPassed)} of {report.Gates.Count} gates passed.");
        output.WriteLine();
        output.WriteLine($"Wrote {Path.Combine(folder, "report.html")}, {ReportFolder.Json}, report.md and junit.xml.");
    }
}
