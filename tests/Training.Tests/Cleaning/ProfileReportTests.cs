using System.Text.RegularExpressions;
using HtmlAgilityPack;
using MlPipeline.Corpus.Cleaning;
using MlPipeline.Corpus.Cleaning.Profile;
using MlPipeline.Data;

namespace MlPipeline.Training.Tests.Cleaning;

public sealed partial class ProfileReportTests : IDisposable
{
    private const string Raw = "name,gender\nOna,female\nOné,female\nJonas,male\nJonaš,male\nJonnas,male\nAdomas,male\nAlex,male\n<script>alert(1)</script>,male\n";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Report_counts_what_a_hand_counts()
    {
        var page = Parse(Report(Raw));

        Assert.Equal(
            ["Rows read 8", "Rows written 6", "male 4", "female 2"], All(page, "//dl/div").Take(4)
                .Select(node => $"{One(node, "dt").InnerText} {One(node, "dd").InnerText}"));
        Assert.Equal(["3: 2", "4: 0", "5: 2", "6: 2"], Bars(page, "lengths"));
        Assert.Equal(["symbols: 1", "foreign: 1"], Bars(page, "rules"));
        Assert.Equal(["a: 6", "d: 1", "e: 1", "j: 3", "m: 1", "n: 6", "o: 6", "s: 3", "š: 1"], Bars(page, "letters"));
        Assert.Equal(["-as: 3", "-aš: 1", "-na: 1", "-ne: 1"], Bars(page, "endings"));
        Assert.Equal("on: 5", Bars(page, "bigrams")[0]);
        Assert.Equal(["A mark alone: 1", "A doubled letter: 1", "The last letter: 1"], Bars(page, "twins"));
    }

    [Fact]
    public void Report_shows_hostile_names_as_text()
    {
        var hostile = "name,gender\nOna,\"<img src=x onerror=alert(1)>\"\n\"\"\"><svg " +
            "onload=alert(1)>\",\"x\"\n<script>alert(1)</script>,a&b\n‮txt.exe,c\n";

        var html = Report(hostile);

        var page = Parse(html);
        Assert.Null(page.SelectSingleNode("//script|//img|//iframe|//link|//a|//object"));
        Assert.DoesNotContain(
            page.Descendants(), node =>
                node.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(Fetched(), html);
    }

    [Fact]
    public void Report_is_the_same_each_time()
    {
        var (first, second) = (Report(Raw), Report(Raw));

        Assert.Equal(first, second);
    }

    // Twenty thousand names of different letters, each the near twin of all others.
    [Fact]
    public void Report_of_many_names_and_letters_stays_under_a_megabyte()
    {
        var raw = "name,gender\n" + string.Concat(Enumerable.Range(0x4E00, 20_000).Select(code => $"{(char)code}a,{code % 300}\n"));

        var html = Report(raw, new CleaningOptions { KeepForeign = true });

        Assert.InRange(html.Length, 1, 1_000_000);
        Assert.Contains("More than 200,000 pairs", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_picture_has_a_title_a_summary_and_its_numbers_as_a_table()
    {
        var page = Parse(Report(Raw));

        var pictures = All(page, "//figure");
        Assert.Equal(7, pictures.Count);
        Assert.All(pictures, figure =>
        {
            var svg = One(figure, ".//svg[@role='img']");
            Assert.All(
                svg.GetAttributeValue("aria-labelledby", "").Split(' '), id => Assert.NotEmpty(One(page, $"//*[@id='{id}']").InnerText));
            Assert.Equal(Labels(svg), All(figure, ".//details//th").Select(cell => cell.InnerText));
        });
    }

    [Fact]
    public async Task Browser_draws_every_bar_in_colour()
    {
        Assert.SkipWhen(Browser.Path is null, "Chromium is not installed (Debian: chromium).");
        var report = _folder.Write("report.html", Report(Raw));

        var dom = Parse(await Browser.Run(_folder, "--dump-dom", "file://" + report));
        await Browser.Run(_folder, "--window-size=1000,3600", $"--screenshot={_folder["report.png"]}", "file://" + report);

        Assert.Equal(7, All(dom, "//svg[@role='img']").Count);
        Assert.Equal(Bars(Parse(Report(Raw)), "letters"), Bars(dom, "letters"));
        var picture = Png.Read(_folder["report.png"]);
        Assert.Equal((1000, 3600), (picture.Width, picture.Height));
        Assert.InRange(picture.Count(0x00, 0x72, 0xB2), 20_000, 1_000_000); // bars of the first series
        Assert.InRange(picture.Count(0xD5, 0x5E, 0x00), 1_000, 200_000);    // and of the second
        Assert.InRange(picture.Count(0xFF, 0xFF, 0xFF), 2_000_000, 3_500_000);
    }

    public void Dispose() => _folder.Dispose();

    private static string Report(string raw, CleaningOptions? options = null)
    {
        using var table = CsvTable.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(raw)), "raw.csv");
        var result = new Cleaner(options ?? new CleaningOptions { Language = CleaningLanguage.Lithuanian })
            .Run(table, "name", "gender", TestContext.Current.CancellationToken);
        return ProfileReport.Write(result, new CleaningSource("raw.csv", "00"), TestContext.Current.CancellationToken);
    }

    private static HtmlNode Parse(string html)
    {
        var page = new HtmlDocument();
        page.LoadHtml(html);
        return page.DocumentNode;
    }

    private static string[] Bars(HtmlNode page, string picture) =>
        [.. All(page, $"//svg[@aria-labelledby='{picture}-title {picture}-summary']/rect/title").Select(title => title.InnerText)];

    private static IEnumerable<string> Labels(HtmlNode svg) => All(svg, ".//text[@class='label']").Select(text => text.InnerText);

    private static List<HtmlNode> All(HtmlNode node, string path) => node.SelectNodes(path)?.ToList() ?? [];

    private static HtmlNode One(HtmlNode node, string path) => Assert.Single(All(node, path));

    // What would make a browser ask for something.
    [GeneratedRegex("""(src|href)\s*=\s*["']|url\(|@import|https?://""")]
    private static partial Regex Fetched();
}
