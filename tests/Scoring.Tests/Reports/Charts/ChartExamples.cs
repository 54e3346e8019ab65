using MlPipeline.Reporting.Charts;

namespace MlPipeline.Scoring.Tests.Reports.Charts;

/// <summary>Each kind of chart with the same texts in all its places.</summary>
internal static class ChartExamples
{
    public static readonly string[] Kinds = ["line", "bars", "heat", "tree", "scatter", "forest"];

    public static string Write(string kind, ChartHead head, string text) => kind switch
    {
        "line" => LineChart.Write(head, [new(text, [new(1, 2, 1.5, 2.5, text), new(2, 3)]), new(text + 2, [new(1, 1)])], new()
        {
            XName = text,
            YName = text,
            Diagonal = text,
        }),
        "bars" => GroupedBars.Write(head, [text, "b"], [new(text, [1, 2]), new(text + 2, [2, 0])], new() { XName = text, YName = text }),
        "heat" => HeatMap.Write(head, [text, "b"], [text, "c"], [[0.5, 0.25], [0, double.NaN]], new()
        {
            RowName = text,
            ColumnName = text,
        }),
        "tree" => PrefixTreeChart.Write(head, [(text, 0.5), (text + "b", 0.25), ("c", 0)]),
        "scatter" => ScatterLabels.Write(head, [new(text, 1, 2), new("b", 1, 2, 1)], new()
        {
            XName = text,
            YName = text,
            Groups = [text, text + 2],
        }),
        "forest" => ForestPlot.Write(head, [ForestRow.Baseline(text), new(text, -1, -2, 0.5)], new()
        {
            XName = text,
            Below = "better",
            Above = "worse",
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of chart."),
    };

    public static string WriteEmpty(string kind, ChartHead head) => kind switch
    {
        "line" => LineChart.Write(head, []),
        "bars" => GroupedBars.Write(head, [], []),
        "heat" => HeatMap.Write(head, [], [], []),
        "tree" => PrefixTreeChart.Write(head, []),
        "scatter" => ScatterLabels.Write(head, []),
        "forest" => ForestPlot.Write(head, []),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of chart."),
    };
}
