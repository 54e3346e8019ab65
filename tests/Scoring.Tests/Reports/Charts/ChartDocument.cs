using System.Globalization;
using System.Xml.Linq;
using MlPipeline.Reporting.Charts;

namespace MlPipeline.Scoring.Tests.Reports.Charts;

/// <summary>A chart as another reader sees it: XML.</summary>
internal sealed class ChartDocument(string svg)
{
    private static readonly HashSet<string> Elements = ["svg", "title", "desc", "g", "line", "rect", "path", "text"];

    private static readonly HashSet<string> Attributes =
    [
        "class", "viewBox", "preserveAspectRatio", "role", "aria-labelledby", "id", "x", "y", "x1", "x2", "y1", "y2", "width", "height",
        "rx", "d", "text-anchor", "stroke-opacity", "stroke-width",
    ];

    public XElement Root { get; } = XDocument.Parse(svg, LoadOptions.PreserveWhitespace).Root!;

    public string Title => Root.Element("title")!.Value;

    public string Description => Root.Element("desc")!.Value;

    public double Height => double.Parse(((string)Root.Attribute("viewBox")!).Split(' ')[3], CultureInfo.InvariantCulture);

    public IEnumerable<XElement> All(string element, string style) =>
        Root.Descendants(element).Where(node => ((string?)node.Attribute("class"))?.Split(' ').Contains(style) == true);

    /// <summary>Elements of a series, without those of its legend, which come first.</summary>
    public IEnumerable<XElement> OfSeries(int series, string element, string style) =>
        All("g", $"s{series}").SelectMany(group => group.Elements(element)).Where(node => (string?)node.Attribute("class") == style);

    public IEnumerable<string> Texts(string style) => All("text", style).Select(text => text.Value);

    public XElement Text(string text) => Root.Descendants("text").Single(node => node.Value == text);

    public static double Number(XElement element, string attribute) =>
        double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);

    /// <summary>The numbers of a path, in their order.</summary>
    public static double[] Path(XElement path) =>
        [.. ((string)path.Attribute("d")!).Split(['M', 'L', 'C', 'h', 'v', 'z', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    /// <summary>Fails unless the chart is one that any page may hold.</summary>
    public ChartDocument AssertSound(string id)
    {
        Assert.Equal("img", (string?)Root.Attribute("role"));
        Assert.Equal($"{id}-title {id}-desc", (string?)Root.Attribute("aria-labelledby"));
        Assert.Equal([$"{id}-title", $"{id}-desc"], Root.Descendants().Attributes("id").Select(attribute => attribute.Value));
        Assert.NotEmpty(Title);
        Assert.NotEmpty(Description);
        Assert.Subset(Elements, Root.DescendantsAndSelf().Select(node => node.Name.LocalName).ToHashSet());
        Assert.Subset(
            Attributes,
            Root.DescendantsAndSelf().Attributes().Select(attribute => attribute.Name.ToString()).ToHashSet());
        foreach (var attribute in Root.Descendants().Attributes().Where(attribute => attribute.Name != "class" && attribute.Name != "id"))
            Assert.Matches(@"^[-0-9.MLChvz ]+$|^(middle|end)$", attribute.Value);
        foreach (var text in Root.Descendants("text"))
        {
            var (x, width) = (
                Number(text, "x"), ChartText.Width(text.Value, (string?)text.Attribute("class") is "label" or "letter" ? 13 : 11.5));
            var left = (string?)text.Attribute("text-anchor") switch { "middle" => x - (width / 2), "end" => x - width, _ => x };
            Assert.InRange(left, -3, SvgDrawing.Width);
            Assert.InRange(left + width, 0, SvgDrawing.Width + 3);
            Assert.InRange(Number(text, "y"), 8, Height);
        }

        return this;
    }
}
