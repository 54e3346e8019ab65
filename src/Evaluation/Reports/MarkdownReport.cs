using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Reports.Html;
using MlPipeline.Reporting.Markdown;
using MlPipeline.Text;
using static MlPipeline.Evaluation.Report.Wording;
using static MlPipeline.Reporting.Markdown.MarkdownWriter;

namespace MlPipeline.Evaluation.Reports;

/// <summary>Writes a report as Markdown: its words, numbers and examples, without its pictures.</summary>
internal static class MarkdownReport
{
    private const int Examples = 20;

    /// <summary>Writes it.</summary>
    public static void Write(EvaluationReport report, TextWriter output)
    {
        var page = new MarkdownWriter(output);
        page.Heading(1, $"Report on {Path.GetFileName(report.Model.File)}");
        page.Block(
            $"{report.Names.Count:N0} held-out names, {report.Train.Names:N0} training names, {report.Samples?.Names ?? 0:N0} generated " +
                $"names. Intervals have 95 % confidence.");
        page.Heading(2, "Findings");
        page.List(FindingLines(report));
        if (report.Gates.Count > 0)
        {
            page.Heading(2, "Gates");
            page.Table(
                ["Demand", "#Found", "Result"],
                report.Gates.Select(
                    gate => (
                        IReadOnlyList<string>)[Code(gate.Expression), gate.Reason is { } reason
                            ? Escape(reason)
                            : Number(gate.Value, "0.0000"), gate.HasPassed ? "passed" : "**failed**"]));
        }

        page.Heading(2, "Key metrics");
        page.Table(
            ["Number", "#Value"], KeyNumbers.Names.Select(report.Find).OfType<Metric>()
                .Select(metric => (IReadOnlyList<string>)[Code(metric.Name), Number(metric.Value)]));
        page.Heading(2, "Held-out likelihood");
        WriteBaselines(page, report);
        WriteParts(page, report);
        WriteSamples(page, report);
        page.Heading(2, "Training names most at risk");
        page.Table(
            ["Name", "#Gain, nats", $"#Copies in {Count(report.Request.Samples)}"],
            report.Memorisation.AtRisk.Select(
                name => (IReadOnlyList<string>)[Escape(name.Name), Number(name.Gain, "0.0"), Number(name.ExpectedCopies, "0.0")]));
        page.Heading(2, "Provenance");
        WriteProvenance(page, report);
    }

    /// <summary>Gets what a report says, a line for each finding; those that passed together.</summary>
    public static IEnumerable<string> FindingLines(EvaluationReport report) =>
    [
        .. report.Findings.Where(finding => finding.Severity != Severity.Passed)
            .Select(finding => $"**{(finding.Severity == Severity.NotJudged ? "Not judged" : finding.Severity)}.** {Escape(finding.Text)}"),
        Checks(report),
    ];

    /// <summary>Writes the model beside the baselines.</summary>
    public static void WriteBaselines(MarkdownWriter page, EvaluationReport report) => page.Table(
        ["Baseline", "#Nats per character", "#The model less it", "The model is"],
        report.Fit.Baselines.Select(
            baseline =>
                (IReadOnlyList<string>)[Escape(baseline.Name), Number(baseline.NatsPerCharacter), Number(baseline.Difference),
                    Words.Of(baseline.Verdict)]));

    /// <summary>Writes the model beside Kneser-Ney, part by part.</summary>
    public static void WriteParts(MarkdownWriter page, EvaluationReport report)
    {
        var parts = HeldOutPart.Shown(report.Fit.Parts, out var hidden);
        page.Table(
            ["Names", "#Count", "#Model", "#Kneser-Ney", "#Difference", "The model is"],
            parts.Select(part => (IReadOnlyList<string>)
                [Escape(MessageText.Shorten(part.Title)), Count(part.Count), Number(part.Model), Number(part.Baseline),
                    Number(part.Difference), Words.Of(part.Verdict)]));
        if (hidden > 0)
            page.Block($"{Count(hidden)} rarer labels are in report.json.");
    }

    /// <summary>Writes where a report comes from.</summary>
    public static void WriteProvenance(MarkdownWriter page, EvaluationReport report)
    {
        page.Table(["Input", "File", "SHA-256"],
        [
            ["Model", Code(report.Model.File), $"`{report.Model.Sha256}`"], Row("Held-out names", report.Data),
            Row("Training names", report.Train),
            .. report.Canaries is { } canaries ? [Row("Canaries", canaries)] : Array.Empty<IReadOnlyList<string>>(),
            .. report.Rules is { } rules ? [RulesRow(rules)] : Array.Empty<IReadOnlyList<string>>(),
        ]);
        page.Block($"Command: {Code(report.Command)}");

        static IReadOnlyList<string> Row(string name, EvaluationFile file) =>
            [name, $"{Code(file.File)}: {Escape(file.Describe())}", $"`{file.Sha256}`"];

        static IReadOnlyList<string> RulesRow(EvaluationFile file) =>
            ["Rules of valid names", $"{Code(file.File)}: {Count(file.Names)} rules", $"`{file.Sha256}`"];
    }

    private static void WriteSamples(MarkdownWriter page, EvaluationReport report)
    {
        page.Heading(2, "Samples");
        if (report.Samples is not { } samples)
        {
            page.Block("The model generated no names.");
            return;
        }

        page.Block(
            $"The first {Math.Min(Examples, samples.Examples.Count)}, not hand-picked: " +
                $"{string.Join(", ", samples.Examples.Take(Examples).Select(name => Escape(name.Name) + Mark(name)))}. \\* training " +
                    $"name, † breaks a rule.");
        page.Block($"{Code(EvaluationCommandLine.OfSamples(report.Request))} draws all {Count(report.Request.Samples)} again.");
        page.Table(
            ["Number", "#Samples", "#Held-out names", "#Training names"],
            samples.Rows.Select(
                row => (IReadOnlyList<string>)[Escape(MessageText.Shorten(row.Title)), Number(row.Samples), row.HeldOut is { } heldOut
                    ? Number(heldOut)
                    : "–", row.Training is { } training ? Number(training) : "–"]));
        if (samples.Rules.Count == 0)
        {
            page.Block($"Validity is not judged: {Escape(samples.RulesFrom ?? "no rules are known")}.");
        }
        else
        {
            page.Block($"A name is valid if it satisfies all rules{(samples.RulesFrom is { } from ? $" ({Escape(from)})" : "")}:");
            page.List(samples.Rules.Select(Escape));
        }

        page.Table(
            ["Temperature", "#Validity", "#Uniqueness", "#Novelty", "#Internal diversity", "#Trigram distance"],
            samples.Sweep.Select(point => (IReadOnlyList<string>)
                [Number(point.Temperature, "0.0#"), point.Validity is { } validity
                    ? Number(validity)
                    : "–", Number(point.Uniqueness), Number(point.Novelty), Number(point.Diversity), Number(point.Trigrams)]));
    }

    private static string Mark(SampleExample name) =>
        (name.Broken.Count, name.Distance) switch { ( > 0, _) => "†", (_, 0) => "\\*", _ => "" };
}
