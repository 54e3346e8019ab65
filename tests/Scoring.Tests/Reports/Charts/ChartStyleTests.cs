using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MlPipeline.Reporting.Charts;

namespace MlPipeline.Scoring.Tests.Reports.Charts;

/// <summary>Colours against the thresholds of WCAG 2.2: 4.5 for text, 3 for what else must be seen.</summary>
public sealed partial class ChartStyleTests
{
    public static TheoryData<bool> Themes => new(false, true);

    [Theory]
    [MemberData(nameof(Themes))]
    public void Text_is_legible_on_the_page(bool dark)
    {
        var colors = Colors(dark);

        Assert.All(["ink", "soft"], name => Assert.InRange(Contrast(colors[name], colors["page"]), 4.5, 21));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Series_and_edges_stand_out_from_the_page(bool dark)
    {
        var colors = Colors(dark);

        Assert.All(
            ["s0", "s1", "s2", "s3", "s4", "s5", "edge", "axis"], name => Assert.InRange(Contrast(colors[name], colors["page"]), 3, 21));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Heat_leaves_the_page_step_by_step(bool dark)
    {
        var colors = Colors(dark);

        var contrasts = Enumerable.Range(0, HeatMap.Levels + 1).Select(level => Contrast(Heat(colors, level), colors["page"])).ToList();

        Assert.All(contrasts.Zip(contrasts.Skip(1)), pair => Assert.True(pair.Second > pair.First * 1.03));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Numbers_are_legible_on_every_step_of_heat(bool dark)
    {
        var colors = Colors(dark);

        Assert.All(
            Enumerable.Range(0, HeatMap.Levels + 1), level =>
                Assert.InRange(Contrast(Heat(colors, level), colors[level >= HeatMap.FirstStrong ? "strong" : "weak"]), 4.5, 21));
    }

    [Fact]
    public void Text_is_at_least_11_pixels_high() =>
        Assert.All(
            FontSize().Matches(ChartStyle.Css), match =>
                Assert.InRange(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), 11, 20));

    [Fact]
    public void Style_fetches_nothing() => Assert.DoesNotMatch(@"url\(|@import|https?:", ChartStyle.Css);

    // What a page without the properties shows is what it shows with them.
    [Fact]
    public void Fallbacks_are_the_colours_of_paper()
    {
        var colors = Declarations(ChartStyle.Css[..ChartStyle.Css.IndexOf("@media", StringComparison.Ordinal)]);

        var fallbacks = Fallback().Matches(ChartStyle.Css);

        Assert.InRange(fallbacks.Count, 20, 100);
        Assert.All(fallbacks, match => Assert.Equal(colors[match.Groups[1].Value], match.Groups[2].Value));
    }

    [Fact]
    public void Every_class_of_every_chart_has_a_rule()
    {
        var classes = ChartExamples.Kinds.SelectMany(
            kind => new ChartDocument(ChartExamples.Write(kind, new ChartHead("x", "X"), "Ona")).Root.Descendants().Attributes("class"))
            .SelectMany(attribute => attribute.Value.Split(' ')).Distinct().Except(["number"]);

        Assert.All(classes, name => Assert.Matches($@"\.{name}\b", ChartStyle.Css));
    }

    private static Dictionary<string, string> Colors(bool dark)
    {
        var start = ChartStyle.Css.IndexOf("@media screen and (prefers-color-scheme: dark)", StringComparison.Ordinal);
        var end = ChartStyle.Css.IndexOf("} }", start, StringComparison.Ordinal);
        return Declarations(dark ? ChartStyle.Css[start..end] : ChartStyle.Css[..start]);
    }

    private static Dictionary<string, string> Declarations(string css) =>
        Declaration().Matches(css).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static string Heat(Dictionary<string, string> colors, int level)
    {
        var share = level / (double)HeatMap.Levels;
        return "#" +
            string.Concat(
                Channels(colors["heat"])
                    .Zip(Channels(colors["page"]), (full, none) =>
                        ((int)Math.Round((share * full) + ((1 - share) * none))).ToString("x2", CultureInfo.InvariantCulture)));
    }

    // https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one) + 0.05, Luminance(other) + 0.05);
        return Math.Max(a, b) / Math.Min(a, b);
    }

    private static double Luminance(string color)
    {
        var linear = Channels(color).Select(channel => channel / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    private static int[] Channels(string color)
    {
        var digits = color.Length == 4 ? string.Concat(color[1..].Select(digit => $"{digit}{digit}")) : color[1..];
        return [.. digits.Chunk(2).Select(pair => int.Parse(pair, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex(@"--chart-(\w+): (#[0-9a-f]+);")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"var\(--chart-(\w+), (#[0-9a-f]+)\)")]
    private static partial Regex Fallback();

    [GeneratedRegex(@"font-size: ([0-9.]+)px")]
    private static partial Regex FontSize();
}
