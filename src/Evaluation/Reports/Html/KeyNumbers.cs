using MlPipeline.Evaluation.Report;
using MlPipeline.Reporting.Html;
using static MlPipeline.Evaluation.Reports.Html.Cells;
using static MlPipeline.Reporting.Html.PageWriter;

namespace MlPipeline.Evaluation.Reports.Html;

/// <summary>The numbers that people look for first.</summary>
internal static class KeyNumbers
{
    /// <summary>Gets their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "nats_per_character", "nats_per_character.labelled", "perplexity", "bits_per_character", "nats_per_name", "difference.kneser_ney",
        "ece", "validity", "uniqueness",
        "novelty", "internal_diversity", "coverage", "copied_share", "memorisation_factor", "membership_auc",
    ];

    /// <summary>Writes them.</summary>
    public static void Write(PageWriter page, EvaluationReport report) => page.Table(
        "By these names gates and comparisons know them", ["Number", "What", "#Value", "Better"],
        Names.Select(report.Find).OfType<Metric>().Select(metric => (IReadOnlyList<string>)
            [$"<code>{metric.Name}</code>", Escape(MetricDefinitions.TitleOf(metric.Name)), Cell(metric.Value), Direction(metric.Name)]));

    private static string Direction(string metric) =>
        MetricDefinitions.BetterOf(metric) switch { Better.Lower => "low", Better.Higher => "high", _ => "" };
}
