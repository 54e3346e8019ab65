using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Reports.Html;

/// <summary>Writes cells of tables.</summary>
internal static class Cells
{
    /// <summary>Writes a number with its interval smaller after it.</summary>
    public static string Cell(Interval interval, string format = "0.000") => double.IsNaN(interval.Low)
        ? Wording.Number(interval.Value, format)
        : $"""{Wording.Number(interval.Value, format)} <span class="interval">[{Wording.Number(interval.Low, format)}, {Wording.Number(interval.High, format)}]</span>""";

    /// <summary>Writes a number with its interval, or a dash for none.</summary>
    public static string Cell(Interval? interval) => interval is { } value ? Cell(value) : "–";
}
