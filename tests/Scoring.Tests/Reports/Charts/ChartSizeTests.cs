using System.Text;
using MlPipeline.Reporting.Charts;

namespace MlPipeline.Scoring.Tests.Reports.Charts;

/// <summary>A page of all charts stays far below a megabyte.</summary>
public sealed class ChartSizeTests
{
    private const int Most = 60 * 1024;
    private static readonly ChartHead Head = new("x", "Size");

    [Fact]
    public void Six_lines_of_20_000_points_with_intervals_are_small()
    {
        var random = new Random(1);
        var series = Enumerable.Range(0, 6)
            .Select(i =>
                new LineSeries(
                    $"Run {i}", [.. Enumerable.Range(1, 20_000).Select(x => new LinePoint(x, i + random.NextDouble(), i - 1, i + 2))]))
                        .ToList();

        var svg = LineChart.Write(Head, series);

        Assert.InRange(Encoding.UTF8.GetByteCount(svg), 1, Most);
    }

    [Fact]
    public void Three_distributions_of_60_letters_are_small()
    {
        string[] letters = [.. Enumerable.Range('A', 60).Select(code => $"{(char)code}")];

        var svg = GroupedBars.Write(
            Head, letters,
            [.. new[] { "Training names", "Held-out names", "Samples" }.Select(
                name => new BarSeries(name, [.. letters.Select(letter => 1.0 / letter[0])]))], new()
                {
                    InPercent = true,
                });

        Assert.InRange(Encoding.UTF8.GetByteCount(svg), 1, Most);
    }

    [Fact]
    public void Heat_map_of_60_by_60_letters_is_small()
    {
        var random = new Random(1);
        string[] letters = [.. Enumerable.Range('A', 60).Select(code => $"{(char)code}")];

        var svg = HeatMap.Write(
            Head, letters, letters,
            [.. letters.Select(_ => (IReadOnlyList<double>)[.. letters.Select(_ => random.NextDouble() * random.NextDouble() * 0.3)])]);

        Assert.InRange(Encoding.UTF8.GetByteCount(svg), 1, Most);
    }

    [Fact]
    public void Tree_of_100_names_is_small()
    {
        var names = Enumerable.Range(0, 500).Select(i => ($"Vardas{Convert.ToString(i, 2)}as", 0.01 / (i + 1))).ToList();

        var svg = PrefixTreeChart.Write(Head, names, new() { MaxNames = 100 });

        Assert.InRange(Encoding.UTF8.GetByteCount(svg), 1, Most);
    }

    [Fact]
    public void Map_of_100_points_is_small()
    {
        var random = new Random(1);

        var svg = ScatterLabels.Write(
            Head, [.. Enumerable.Range('A', 100)
                .Select(code => new ScatterPoint($"{(char)code}", random.NextDouble(), random.NextDouble()))]);

        Assert.InRange(Encoding.UTF8.GetByteCount(svg), 1, Most);
    }
}
