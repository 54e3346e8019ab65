using MlPipeline.Evaluation.Report;
using MlPipeline.Reporting.Html;
using static MlPipeline.Reporting.Html.PageWriter;

namespace MlPipeline.Evaluation.Reports.Html;

/// <summary>Metric definitions.</summary>
internal static class DefinitionsPart
{
    /// <summary>Writes it.</summary>
    public static void Write(PageWriter page, EvaluationReport report)
    {
        page.Line(
            $"<details><summary>{MetricDefinitions.All.Count} definitions; report.json has {report.Metrics.Count:N0} " +
                $"numbers</summary>\n<dl>");
        foreach (var definition in MetricDefinitions.All)
        {
            page.Line(
                $"<dt><code>{Escape(definition.Name)}</code> {Escape(definition.Title)}</dt><dd>{Escape(definition.Definition)}</dd>");
        }

        page.Line("</dl>\n</details>");
    }
}
