using System.Text;
using MlPipeline.Corpus.Fetching;
using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Corpus.Fetching.Robots;
using MlPipeline.Corpus.Fetching.Vlkk;
using MlPipeline.Training.Tests.Fetching.Replica;

namespace MlPipeline.Training.Tests.Fuzzing;

/// <summary>Damaged pages of a web site: read, or refused as pages of another structure.</summary>
public sealed class PageFuzzTests
{
    private static readonly Uri Site = new("http://127.0.0.1/");
    private static readonly Uri Address = new(Site, "sarasas/a");

    [Fact]
    public void Damaged_robots_txt_is_read()
    {
        byte[][] seeds =
        [
            [.. "User-agent: *\nDisallow: /private/*.html$\nAllow: /\nCrawl-delay: 2\n\n"u8, .. "User-agent: mlpipeline\nDisallow: /x%20y\n"u8],
        ];

        var (inputs, refused) = Fuzz.Run(
            "robots", seeds, Read, _ => false, "User-agent: *\n", "Disallow: /*", "Allow: $", "Crawl-delay: ", "*********a$", "%2F");

        Assert.InRange(inputs, 10, int.MaxValue);
        Assert.Equal(0, refused);

        static void Read(byte[] input)
        {
            var robots = RobotsTxt.Parse(Encoding.UTF8.GetString(input), "mlpipeline");
            _ = robots.Allows(Address);
            Assert.True(robots.CrawlDelaySeconds is null or >= 0, "A delay is no time.");
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1//example.org/sarasas/b/")]
    [InlineData("///example.org/sarasas/b/")]
    [InlineData("https://vardai.vlkk.lt//example.org/sarasas/b/")]
    [InlineData("https://vardai.vlkk.lt/http://example.org/sarasas/b/")]
    [InlineData("http://127.0.0.1//[/sarasas/b/")]
    public void Link_never_leads_to_another_host(string href)
    {
        var page = new VlkkSite(Site).Resolve(Address, href, "sarasas/", out _);

        Assert.Equal(Site.Host, page?.Host ?? Site.Host);
    }

    [Fact]
    public void Damaged_page_is_read_or_refused()
    {
        byte[][] seeds =
        [
            .. new[] { Pages.Front(Site, ["a", "b"]), Pages.Letter(Site, [("Ona\u0300", false), ("Jõnas", true)]),
                Pages.Detail("Ona") }.Select(Encoding.UTF8.GetBytes),
        ];

        var (inputs, _) = Fuzz.Run(
            "pages", seeds, Read, exception =>
                exception is MlPipelineException, "<table>", "</td>", "<a href=\"", "&#x110000;", "&#xD800;", "<!--", "<script>",
                    "http://[::1", "charset=utf-7");

        Assert.InRange(inputs, 10, int.MaxValue);
    }

    private static void Read(byte[] input)
    {
        var page = new CachedPage
        {
            Url = Address,
            FinalUrl = Address,
            Status = 200,
            FetchedAt = default,
            AskedAt = default,
            Crawl = 1,
            ContentType = "text/html",
            Body = input,
        };
        var site = new VlkkSite(Site);
        Action[] readers =
        [
            () => Assert.All(FrontPage.Letters(page, site, new FetchCounts()), url => Assert.Equal(Site.Host, url.Host)),
            () => LetterPage.Names(page, site, new FetchCounts()),
            () => DetailPage.Read(page, "Ona"),
        ];
        Exception? refusal = null;
        foreach (var reader in readers)
        {
            try
            {
                reader();
            }
            catch (MlPipelineException exception)
            {
                refusal = exception;
            }
        }

        if (refusal is not null)
            throw refusal;
    }
}
