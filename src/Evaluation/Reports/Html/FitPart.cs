using System.Globalization;
using MlPipeline.Evaluation.Report;
using MlPipeline.Reporting.Charts;
using MlPipeline.Reporting.Html;
using MlPipeline.Text;
using static MlPipeline.Evaluation.Reports.Html.Cells;
using static MlPipeline.Reporting.Html.PageWriter;

namespace MlPipeline.Evaluation.Reports.Html;

/// <summary>How well the model takes held-out names.</summary>
internal static class FitPart
{
    private const int Costliest = 15;

    /// <summary>Writes it.</summary>
    public static void Write(PageWriter page, EvaluationReport report)
    {
        page.Paragraph(
            "Nats per character; lower is better. “Better” is used only if the whole interval of the paired difference is below 0.");
        Baselines(page, report.Fit);
        Parts(page, report.Fit);
        Lengths(page, report.Fit);
        Positions(page, report.Fit);
        Calibration(page, report.Fit);
        Names(page, report);
    }

    private static void Baselines(PageWriter page, FitSection fit)
    {
        page.Heading("Comparison with n-gram baselines");
        page.Figure(
            ForestPlot.Write(
                new ChartHead("forest", "Model minus baseline, nats per character"),
                [ForestRow.Baseline("the baseline"),
                    .. fit.Baselines.Select(baseline => Intervals.Row(baseline.Name, baseline.Difference))],
                new ForestPlotOptions
                {
                    XName = "Difference in nats per character, 95 % interval",
                    Below = "model better",
                    Above = "model worse",
                }),
            "Left of 0 the model is better than the baseline.");
        page.Table(
            "All baselines are fitted to the training names; what they leave open was chosen on a tenth of those",
            ["Baseline", "#Nats per character", "#The model less it", "The model is"],
            fit.Baselines.Select(
                baseline =>
                    (IReadOnlyList<string>)[Escape(baseline.Name), Cell(baseline.NatsPerCharacter), Cell(baseline.Difference),
                        Words.Marked(baseline.Verdict)]));
    }

    private static void Parts(PageWriter page, FitSection fit)
    {
        page.Heading("Subgroups: near-duplicates, new families, distant names, labels");
        page.Paragraph(
            "Most held-out names of a random split have a near twin among the training names, so that the result is optimistic. Names of " +
                "new families are what a family split would hold out; far names are at least two edits from every training name.");
        var parts = HeldOutPart.Shown(fit.Parts, out var hidden);
        page.Table(
            "The model beside modified Kneser-Ney", ["Names", "#Count", "#Model", "#Kneser-Ney", "#Difference", "The model is"],
            parts.Select(Row));
        if (hidden > 0)
            page.Paragraph($"{Wording.Count(hidden)} rarer labels are in report.json.");
    }

    private static IReadOnlyList<string> Row(PartFit part) =>
        [Escape(MessageText.Shorten(part.Title)), Wording.Count(part.Count), Cell(part.Model), Cell(part.Baseline), Cell(part.Difference),
            Words.Marked(part.Verdict)];

    private static void Lengths(PageWriter page, FitSection fit)
    {
        if (fit.Lengths.Count == 0)
            return;

        page.Heading("By length and position");
        var lengths = fit.Lengths.Select(
            part => (Length: double.Parse(part.Title, CultureInfo.InvariantCulture), part.Model, part.Baseline)).ToList();
        page.Figure(
            LineChart.Write(
                new ChartHead("lengths-fit", "Nats per character by length of the name"),
                [
                    new LineSeries("model", [.. lengths.Select(part => Intervals.At(part.Length, part.Model))]),
                    new LineSeries("Kneser-Ney", [.. lengths.Select(part => Intervals.At(part.Length, part.Baseline))]),
                ],
                new LineChartOptions { XName = "Characters of the name", YName = "Nats per character" }),
            "By length; lengths of fewer than five names are left out. Bands: 95 % intervals.");
        page.FoldedTable(
            "Numbers by length", "By length", ["Length", "#Names", "#Model", "#Kneser-Ney", "#Difference", "The model is"],
            fit.Lengths.Select(Row));
    }

    private static void Positions(PageWriter page, FitSection fit)
    {
        if (fit.Positions.Count == 0)
            return;

        page.Figure(
            LineChart.Write(
                new ChartHead("positions", "Nats by position in the name"),
                [new LineSeries("model", [.. fit.Positions.Select(place => Intervals.At(place.Position, place.Nats))])],
                new LineChartOptions { XName = "Place in the name; the end counts as one", YName = "Nats", YIncludes = [0] }),
            "By position: the surprisal of a character at its position.");
        page.FoldedTable(
            "Numbers by place", "By place", ["Place", "#Names that have it", "#Nats"],
            fit.Positions.Select(place => (IReadOnlyList<string>)[$"{place.Position}", Wording.Count(place.Count), Cell(place.Nats)]));
    }

    private static void Calibration(PageWriter page, FitSection fit)
    {
        page.Heading("Calibration");
        var bins = fit.Calibration.Bins.Where(bin => bin.Count > 0).ToList();
        page.Paragraph(
            $"For its most probable next character the model states {Wording.Percent(fit.Calibration.Confidence)} on average and is " +
                $"right {Wording.Percent(fit.Calibration.Accuracy)} of the time. Expected calibration error: " +
                    $"{Wording.Percent(fit.Calibration.ExpectedError)}.");
        page.Figure(
            LineChart.Write(
                new ChartHead("reliability", "Reliability of the most probable next character"),
                [new LineSeries("model", [.. bins.Select(bin => Intervals.At(bin.Confidence, bin.Accuracy))])],
                new LineChartOptions
                {
                    XName = "Stated probability",
                    YName = "Share that came",
                    Diagonal = "perfectly calibrated",
                    YIncludes = [0, 1],
                    PlotHeight = 380,
                }),
            "Above the dotted line the model is underconfident, below it overconfident.");
        page.FoldedTable(
            "Numbers of the curve", "Bins of stated probability", ["Bin", "#Guesses", "#Stated", "#Came"],
            bins.Select(bin => (IReadOnlyList<string>)
                [$"{Wording.Number(bin.From, "0.00")} to {Wording.Number(bin.To, "0.00")}", Wording.Count(bin.Count),
                    Wording.Number(bin.Confidence), Cell(bin.Accuracy)]));
    }

    private static void Names(PageWriter page, EvaluationReport report)
    {
        page.Heading("The least probable held-out names");
        page.Table(
            "By nats per character under the model", ["Name", "#Model", "#Kneser-Ney", "#Edits to the nearest training name"],
            report.Names.OrderByDescending(name => -name.LogLikelihood / name.Characters).Take(Costliest)
                .Select(name => (IReadOnlyList<string>)
                [Escape(name.Name), Wording.Number(-name.LogLikelihood / name.Characters),
                    Wording.Number(-name.KneserNey / name.Characters), $"{name.Distance}"]));
    }
}
