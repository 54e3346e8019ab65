using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Reporting.Charts;
using MlPipeline.Reporting.Html;
using MlPipeline.Text;
using static MlPipeline.Evaluation.Reports.Html.Cells;
using static MlPipeline.Reporting.Html.PageWriter;

namespace MlPipeline.Evaluation.Reports.Html;

/// <summary>What the model generates.</summary>
internal static class SamplePart
{
    /// <summary>Writes it.</summary>
    public static void Write(PageWriter page, EvaluationReport report)
    {
        if (report.Samples is not { } samples)
        {
            page.Paragraph("The model generated no names.");
            return;
        }

        page.Paragraph(
            $"{samples.Names:N0} names sampled at temperature 1, without filters, with seed {report.Request.Seed}; " +
                $"{samples.Draws - samples.Names:N0} further samples were empty or too long and were rejected.");
        page.Line($"<p><code>{Escape(EvaluationCommandLine.OfSamples(report.Request))}</code> generates the same names again.</p>");
        Examples(page, samples);
        Rows(page, samples);
        Distributions(page, samples);
        Sweep(page, samples);
    }

    private static void Examples(PageWriter page, SampleSection samples)
    {
        page.Heading($"The first {samples.Examples.Count}, not hand-picked");
        page.Line("""<ul class="names">""");
        foreach (var name in samples.Examples)
            page.Line($"<li>{Escape(name.Name)}{Remark(name)}</li>");
        page.Line("</ul>");
        page.Heading("The most frequent");
        page.Table(
            "How often a name came, and how often it was to be expected by its exact probability", ["Name", "#Came", "#Expected", ""],
            samples.MostFrequent.Select(name => (IReadOnlyList<string>)
                [Escape(name.Name), Wording.Count(name.Count), Wording.Number(name.Expected, "0.0"), name.IsTraining
                    ? "training name"
                    : "new"]));
    }

    private static string Remark(SampleExample name) => (name.Broken.Count, name.Distance) switch
    {
        ( > 0, _) => $"""<small class="mark defect">✗ breaks: {Escape(string.Join(", ", name.Broken))}</small>""",
        (_, 0) => """<small class="mark warning">= training name</small>""",
        _ => $"<small>{name.Distance} {(name.Distance == 1 ? "edit" : "edits")} from {Escape(name.Nearest)}</small>",
    };

    private static void Rows(PageWriter page, SampleSection samples)
    {
        page.Heading("Comparison with real names");
        page.Table(
            "The same numbers of samples, held-out names and training names", ["Number", "#Samples", "#Held-out names", "#Training names"],
            samples.Rows.Select(
                row => (IReadOnlyList<string>)[Escape(MessageText.Shorten(row.Title)), Cell(row.Samples), Cell(row.HeldOut),
                    Cell(row.Training)]));
        if (samples.Rules.Count == 0)
        {
            page.Paragraph($"Validity is not judged: {samples.RulesFrom ?? "no rules are known"}.");
            return;
        }

        page.Paragraph($"A name is valid if it satisfies all rules{(samples.RulesFrom is { } from ? $" ({from})" : "")}:");
        page.Line("<ul>");
        foreach (var rule in samples.Rules)
            page.Line($"<li>{Escape(rule)}</li>");
        page.Line("</ul>");
    }

    private static void Distributions(PageWriter page, SampleSection samples)
    {
        page.Heading("Lengths, letters and distances");
        page.Figure(
            Bars("lengths", "Lengths of names", samples.Lengths, "Characters of the name", "Share of names, %"),
            "Lengths of training names, held-out names and samples.");
        var letters = samples.Letters.Largest(CommonLetters.Most, CommonLetters.Other);
        var rest = letters.Categories.Count < samples.Letters.Categories.Count
            ? $" The {CommonLetters.Most} commonest of {samples.Letters.Categories.Count:N0} are shown, and all others as one."
            : "";
        page.Figure(
            Bars("letters", "Letters of names", letters, "Letter", "Share of letters, %"), $"Letters, small and capital together.{rest}");
        page.Figure(
            Bars("distances", "Edits to the nearest training name", samples.Distances, "Edits; 0 is a copy", "Share of names, %"),
            "How far names lie from the training names: samples should lie about as far as held-out names do.");
    }

    private static string Bars(string id, string title, Distributions shares, string xName, string yName) => GroupedBars.Write(
        new ChartHead(id, title), shares.Categories,
        [
            .. shares.Training.Count > 0 ? [new BarSeries("Training names", shares.Training)] : Array.Empty<BarSeries>(),
            new BarSeries("Held-out names", shares.HeldOut), new BarSeries("Samples", shares.Samples),
        ],
        new GroupedBarsOptions { InPercent = true, XName = xName, YName = yName });

    private static void Sweep(PageWriter page, SampleSection samples)
    {
        page.Heading("Temperature: quality against diversity");
        if (samples.Sweep.Count == 0)
        {
            page.Paragraph("Generation failed at every temperature.");
            return;
        }

        var isJudged = samples.Sweep.All(point => point.Validity is not null);
        if (isJudged)
        {
            page.Figure(
                LineChart.Write(
                    new ChartHead("sweep", "Validity against diversity, by increasing temperature"),
                    [new LineSeries(
                        "samples",
                        [.. samples.Sweep.Select(
                            point => Intervals.At(
                                point.Diversity.Value, point.Validity!.Value, $"T = {Wording.Number(point.Temperature, "0.0#")}"))])],
                    new LineChartOptions { XName = "Internal diversity: mean distance of two names", YName = "Validity" }),
                "Up is more like names, right is more different from each other.");
        }

        page.Figure(
            LineChart.Write(
                new ChartHead("sweep-shares", $"{(isJudged ? "Validity, uniqueness" : "Uniqueness")} and novelty by temperature"),
                [
                    .. isJudged ? [Line("validity", point => point.Validity!.Value)] : Array.Empty<LineSeries>(),
                    Line("uniqueness", point => point.Uniqueness), Line("novelty", point => point.Novelty),
                    Line("trigram distance to held-out names", point => point.Trigrams),
                ],
                new LineChartOptions { XName = "Temperature", YName = "Share, or distance from 0 to 1", YIncludes = [0, 1] }),
            $"{samples.Sweep[0].Names:N0} names at each temperature.");
        page.FoldedTable(
            "Numbers of the sweep", "By temperature",
            ["Temperature", "#Validity", "#Uniqueness", "#Novelty", "#Internal diversity", "#Trigram distance"],
            samples.Sweep.Select(point => (IReadOnlyList<string>)
                [Wording.Number(point.Temperature, "0.0#"), Cell(point.Validity), Cell(point.Uniqueness), Cell(point.Novelty),
                    Cell(point.Diversity), Cell(point.Trigrams)]));

        LineSeries Line(string name, Func<SweepPoint, Evaluation.Statistics.Interval> of) =>
            new(name, [.. samples.Sweep.Select(point => Intervals.At(point.Temperature, of(point)))]);
    }
}
