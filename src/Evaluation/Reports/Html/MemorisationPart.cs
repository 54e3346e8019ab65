using MlPipeline.Evaluation.Report;
using MlPipeline.Reporting.Html;
using static MlPipeline.Evaluation.Reports.Html.Cells;
using static MlPipeline.Reporting.Html.PageWriter;

namespace MlPipeline.Evaluation.Reports.Html;

/// <summary>What the model knows verbatim.</summary>
internal static class MemorisationPart
{
    private const int MostCanaries = 100;

    private static readonly string[] Metrics =
        ["copied_share", "copied_share.expected", "copied_share.unmemorised", "memorisation_factor", "membership_auc",
            "membership_auc.calibrated", "canary_exposure.mean", "canary_exposure.max", "canary_exposure.p_value"];

    /// <summary>Writes it.</summary>
    public static void Write(PageWriter page, EvaluationReport report)
    {
        page.Table(
            "Copies of training names, and whether membership can be told", ["Number", "What", "#Value"],
            Metrics.Select(report.Find).OfType<Metric>().Select(metric => (IReadOnlyList<string>)
                [$"<code>{metric.Name}</code>", Escape(MetricDefinitions.TitleOf(metric.Name)), Cell(metric.Value)]));
        page.Heading("Training names most at risk");
        page.Table(
            "By what the model says of them beyond an n-gram model that hasn't seen them",
            ["Name", "#Nats per character", "#Gain, nats", "#Held-out names that gain as much",
                $"#Copies in {Wording.Count(report.Request.Samples)}"],
            report.Memorisation.AtRisk.Select(name => (IReadOnlyList<string>)
                [Escape(name.Name), Wording.Number(name.NatsPerCharacter), Wording.Number(name.Gain, "0.0"),
                    $"{Wording.Number(100 * name.HeldOutShare, "0.0")} %", Wording.Number(name.ExpectedCopies, "0.0")]));
        page.Heading("Canaries");
        if (report.Memorisation.Canaries.Count == 0)
        {
            page.Paragraph(
                "No canaries were inserted. The command plant inserts random canary names into the training names; train on the result " +
                    "and evaluate with the file of canaries.");
            return;
        }

        var canaries = report.Memorisation.Canaries;
        var shown = canaries.Count <= MostCanaries
            ? canaries
            : [.. canaries.OrderByDescending(canary => canary.Exposure).Take(MostCanaries)];
        var rest = shown.Count < canaries.Count
            ? $". The {shown.Count} most exposed of {Wording.Count(canaries.Count)}; report.json has all"
            : "";
        page.Table(
            "Rank among all names that the pattern allows, exactly; 1.44 bits are to be expected of a name never seen" +
                rest, ["Canary", "Pattern", "#Names", "#Rank", "#Exposure, bits"],
            shown.Select(canary => (IReadOnlyList<string>)
            [
                Escape(canary.Name), $"<code>{Escape(canary.Pattern)}</code>", Wording.Count(canary.Space), Wording.Count(canary.Rank),
                Wording.Number(canary.Exposure, "0.00"),
            ]));
    }
}
