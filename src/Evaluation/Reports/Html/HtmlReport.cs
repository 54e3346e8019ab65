using MlPipeline.Evaluation.Report;
using MlPipeline.Reporting.Html;
using MlPipeline.Text;
using static MlPipeline.Reporting.Html.PageWriter;

namespace MlPipeline.Evaluation.Reports.Html;

/// <summary>
/// Writes a report as one page: no script, no network, every picture with its numbers as text. The same report gives the same bytes.
/// </summary>
internal static class HtmlReport
{
    private static readonly IReadOnlyList<(string Id, string Title, Action<PageWriter, EvaluationReport> Write)> Sections =
    [
        ("numbers", "Key metrics", KeyNumbers.Write),
        ("fit", "Held-out likelihood", FitPart.Write),
        ("samples", "Samples", SamplePart.Write),
        ("memorisation", "Memorisation", MemorisationPart.Write),
        ("inside", "Training and model internals", InsidePart.Write),
        ("definitions", "Metric definitions", DefinitionsPart.Write),
        ("provenance", "Provenance", ProvenancePart.Write),
    ];

    /// <summary>Writes it.</summary>
    public static void Write(EvaluationReport report, TextWriter output)
    {
        var page = new PageWriter(output);
        page.Begin($"Report on {Path.GetFileName(report.Model.File)}");
        page.Line("""<a class="skip" href="#findings">Skip to what it says</a>""");
        page.Line("<header>");
        page.Line($"<h1>{Escape(Path.GetFileName(report.Model.File))}</h1>");
        page.Line($"""<p class="soft">{Escape(Sentence(report))}</p>""");
        page.Line($"""<nav aria-label="Sections"><ul>{string.Concat(Sections.Select(section => $"""<li><a href="#{section.Id}">{Escape(section.Title)}</a></li>"""))}</ul></nav>""");
        page.Line("</header>");
        page.Line("<main>");
        FindingsPart.Write(page, report);
        foreach (var (id, title, write) in Sections)
        {
            page.Section(id, title);
            write(page, report);
            page.EndSection();
        }

        page.Line("</main>");
        page.Line(
            $"<footer>Written by <code>evaluate</code> of MlPipeline {Escape(report.Code.Version)}. All of it is drawn from report.json; " +
                $"<code>report verify</code> recomputes that.</footer>");
        page.End();
    }

    private static string Sentence(EvaluationReport report)
    {
        var (model, labels) = (report.Model, report.Model.Labels.Count == 0 ? "" : $", labels {MessageText.List(report.Model.Labels)}");
        return $"{model.Cell.ToString().ToUpperInvariant()}, {model.Layers} × {model.Hidden}, " +
            $"{model.Characters.EnumerateRunes().Count():N0} characters{labels}; evaluated on {report.Names.Count:N0} held-out names " +
                $"against " +
            $"{report.Train.Names:N0} training names, with {report.Samples?.Names ?? 0:N0} generated names. Intervals have 95 % confidence.";
    }
}
