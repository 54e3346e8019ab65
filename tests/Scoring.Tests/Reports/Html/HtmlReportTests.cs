using System.Text;
using System.Xml.Linq;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Reports.Html;

namespace MlPipeline.Scoring.Tests.Reports.Html;

public sealed class HtmlReportTests : IDisposable
{
    private const int MostBytes = 1_000_000;
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Page_says_every_finding_gate_and_key_number()
    {
        var report = SmallReport.Value;

        var text = Parse(Write(report)).Root!.Value;

        Assert.All(report.Findings, finding => Assert.Contains(finding.Text, text, StringComparison.Ordinal));
        Assert.All(report.Gates, gate => Assert.Contains(gate.Expression, text, StringComparison.Ordinal));
        Assert.All(KeyNumbers.Names, name => Assert.Contains(Wording.Number(report.Find(name)!.Value), text, StringComparison.Ordinal));
        Assert.All(report.Samples!.Examples, name => Assert.Contains(name.Name, text, StringComparison.Ordinal));
        Assert.Contains(report.Model.Sha256, text, StringComparison.Ordinal);
        Assert.Contains(report.Data.Sha256, text, StringComparison.Ordinal);
        Assert.Contains(report.Command, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_have_alternative_texts_and_every_id_stands_once()
    {
        var page = Parse(Write(SmallReport.Value));

        var pictures = page.Descendants().Where(element => element.Name.LocalName == "svg").ToList();
        Assert.Equal(13, pictures.Count);
        Assert.All(
            pictures, picture =>
                Assert.Equal(
                    2, picture.Elements().Count(element => element.Name.LocalName is "title" or "desc" && element.Value.Length > 3)));
        var ids = page.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>().ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.Descendants(Html + "a"), link => Assert.Contains(link.Attribute("href")!.Value.TrimStart('#'), ids));
        Assert.All(page.Descendants(Html + "table"), table => Assert.NotEqual("", table.Element(Html + "caption")!.Value));
    }

    [Fact]
    public void Texts_from_outside_are_texts()
    {
        var page = Write(SmallReport.Hostile);

        var elements = Parse(page).Descendants().Select(element => element.Name.LocalName).ToHashSet();
        Assert.DoesNotContain("script", elements);
        Assert.DoesNotContain("img", elements);
        Assert.DoesNotContain('\u0007', page);
        Assert.All(
            Parse(page).Descendants().SelectMany(element => element.Attributes()), attribute =>
                Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_is_fetched()
    {
        var page = Write(SmallReport.Value).Replace("http://www.w3.org/1999/xhtml", "", StringComparison.Ordinal)
            .Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);

        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_stays_below_a_megabyte_with_many_names_and_can_do_without_any_part()
    {
        var report = SmallReport.Value;
        var large = report with
        {
            Names = [.. Enumerable.Range(0, 50).SelectMany(_ => report.Names)],
            Fit = report.Fit with
            {
                Lengths = [.. Enumerable.Range(1, 200)
                .Select(length => report.Fit.Parts[0] with { Title = $"{length}" })]
            }
        };
        var bare = report with
        {
            Samples = null,
            Gates = [],
            Findings = [],
            Fit = report.Fit with { Lengths = [], Positions = [], Parts = [] },
            Memorisation = new MemorisationSection([], []),
            Pictures = report.Pictures with { Losses = [], LikeliestNames = [], Embedding = null },
            Names = [report.Names[0]],
        };

        Assert.InRange(Encoding.UTF8.GetByteCount(Write(large)), 1, MostBytes);
        Assert.NotNull(Parse(Write(bare)).Root);
    }

    [Fact]
    public async Task Browser_shows_the_page_without_complaint_in_light_and_dark_and_on_paper()
    {
        Assert.SkipWhen(Browser.Path is null, "Chromium is not installed (Debian: chromium).");
        var page = _folder.Write("report.html", Write(SmallReport.Value));

        var dom = await Browser.Run(_folder, "--dump-dom", "file://" + page);
        await Browser.Run(_folder, "--window-size=1000,6000", $"--screenshot={_folder["light.png"]}", "file://" + page);
        await Browser.Run(
            _folder, "--window-size=1000,6000", "--force-dark-mode", "--blink-settings=preferredColorScheme=0",
            $"--screenshot={_folder["dark.png"]}", "file://" + page);
        await Browser.Run(_folder, $"--print-to-pdf={_folder["report.pdf"]}", "file://" + page);

        Assert.Equal(13, dom.Split("<svg").Length - 1);
        Assert.Equal(Write(SmallReport.Value).Split("<table").Length, dom.Split("<table").Length);
        var (light, dark) = (Png.Read(_folder["light.png"]), Png.Read(_folder["dark.png"]));
        Assert.InRange(light.Count(0xFF, 0xFF, 0xFF), 3_000_000, 5_900_000);
        Assert.InRange(light.Count(0x00, 0x72, 0xB2), 2_000, 500_000);        // marks and bars of the first series
        Assert.InRange(dark.Count(0x14, 0x17, 0x1A), 3_000_000, 5_900_000);
        Assert.InRange(dark.Count(0x56, 0xB4, 0xE9), 2_000, 500_000);
        Assert.StartsWith("%PDF", File.ReadAllText(_folder["report.pdf"], Encoding.Latin1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browser_has_nothing_to_log()
    {
        Assert.SkipWhen(Browser.Path is null, "Chromium is not installed (Debian: chromium).");
        var page = _folder.Write("report.html", Write(SmallReport.Hostile));

        await Browser.Run(_folder, "--enable-logging", $"--log-file={_folder["log.txt"]}", "--dump-dom", "file://" + page);

        Assert.DoesNotContain(
            "CONSOLE", File.Exists(_folder["log.txt"]) ? File.ReadAllText(_folder["log.txt"]) : "", StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Write(EvaluationReport report)
    {
        var output = new StringWriter();
        HtmlReport.Write(report, output);
        return output.ToString();
    }

    // The page is XHTML too, but for the doctype that browsers want.
    private static XDocument Parse(string page) => XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
}
