using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Reporting.Charts;
using MlPipeline.Reporting.Html;
using MlPipeline.Text;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Evaluation.Reports.Html;

/// <summary>How the model came to be, and what it has learned.</summary>
internal static class InsidePart
{
    /// <summary>Writes it.</summary>
    public static void Write(PageWriter page, EvaluationReport report)
    {
        var pictures = report.Pictures;
        page.Heading("Loss curves");
        if (pictures.Losses.Count == 0)
        {
            page.Paragraph("The model file does not contain training losses; it was written by an older version. Train the model again.");
        }
        else
        {
            page.Figure(
                LineChart.Write(
                    new ChartHead("losses", "Losses by epoch"),
                    [
                        new LineSeries(
                            "training, with dropout", [.. pictures.Losses.Select(epoch => new LinePoint(epoch.Epoch, epoch.Training))]),
                        new LineSeries("validation", [.. pictures.Losses.Select(epoch => new LinePoint(epoch.Epoch, epoch.Validation))]),
                    ],
                    new LineChartOptions { XName = "Epoch", YName = "Nats per character" }),
                "As the model file records them. The model has the weights of the epoch with the lowest validation.");
        }

        page.Heading("Next-letter probabilities");
        page.Figure(
            HeatMap.Write(
                new ChartHead("next", "Probability of the next letter"), Named(pictures.NextLetters.Rows),
                Named(pictures.NextLetters.Columns), pictures.NextLetters.Probabilities,
                new HeatMapOptions { RowName = "After", ColumnName = "comes" }),
            "Mean probabilities of the model over the held-out names, capitals with their small letters; numbers are per cent." +
                Rest(pictures));
        page.Heading("The most probable names");
        if (pictures.LikeliestNames.Count == 0)
        {
            page.Paragraph("No name is probable enough to be found: the model's probability is spread over all sequences.");
        }
        else
        {
            page.Figure(
                PrefixTreeChart.Write(
                    new ChartHead("tree", "The most probable names as a tree"),
                    [.. pictures.LikeliestNames.Select(name => (name.Name, name.Probability))]),
                "Provably the most probable; the stronger a line, the more probable what follows.");
        }

        page.Heading("Letter embeddings");
        if (pictures.Embedding is not { } map)
        {
            page.Paragraph("The model file has no table of embeddings.");
        }
        else
        {
            page.Figure(
                ScatterLabels.Write(
                    new ChartHead("embedding", "Map of the letters' embeddings"),
                    [.. map.Letters.Select(letter => new ScatterPoint(letter.Text, letter.X, letter.Y, GroupOf(letter.Text)))],
                    new ScatterOptions
                    {
                        Groups = ["Vowels", "Consonants", "Other"],
                        XName = Along("First", map.FirstShare),
                        YName = Along("Second", map.SecondShare),
                    }),
                "Letters that lie together are alike to the model. Principal components of its embeddings." + Rest(pictures));
        }
    }

    private static string Rest(PictureSection pictures) =>
        pictures.NextLetters.Columns.Contains(CommonLetters.Other, StringComparer.Ordinal)
        ? $" The model has more letters: the {CommonLetters.Most} commonest of its training names are shown." : "";

    private static string Along(string which, double share) =>
        $"{which} principal component, {Wording.Number(100 * share, "0")} % of the variance";

    private static IReadOnlyList<string> Named(IReadOnlyList<string> letters) =>
        [.. letters.Select(letter => letter switch { "^" => "start", "$" => "end", _ => letter })];

    private static int GroupOf(string letter) =>
        LithuanianAlphabet.Vowels.Contains(SimpleCase.Lower(letter), StringComparison.Ordinal) ? 0 : char.IsLetter(letter, 0) ? 1 : 2;
}
