using System.Text;
using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Training.Tests.Fetching.Replica;

namespace MlPipeline.Training.Tests.Fetching;

public sealed class PageCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void A_page_comes_back_as_it_was_saved()
    {
        using var cache = PageCache.Open(_folder);
        var page = PageOf(
            "http://example.org/sarasas/a/") with
        {
            ETag = "W/\"x\"",
            LastModified = DateTimeOffset.UnixEpoch,
            ContentType = "text/html",
            Crawl = 7
        };

        cache.Save(page);
        var loaded = cache.Load(page.Url)!;

        Assert.Equal(page, loaded with { Body = page.Body });
        Assert.Equal(page.Body.ToArray(), loaded.Body.ToArray());
    }

    [Theory]
    [InlineData("http://example.org/../../../etc/passwd")]
    [InlineData("http://example.org/..%2f..%2fetc%2fpasswd")]
    [InlineData("http://example.org/..\\..\\x")]
    [InlineData("http://example.org/a%00b")]
    [InlineData("http://example.org/CON")]
    [InlineData("http://example.org/?q=/etc/passwd")]
    public void No_address_leads_out_of_the_folder(string address)
    {
        using var cache = PageCache.Open(_folder);

        cache.Save(PageOf(address));

        var file = Assert.Single(
            Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories), file => !file.EndsWith("lock", StringComparison.Ordinal));
        Assert.Matches("^[0-9a-f]{64}\\.page$", Path.GetFileName(file));
        Assert.NotNull(cache.Load(new Uri(address)));
    }

    [Fact]
    public void A_fragment_is_no_page_of_its_own()
    {
        using var cache = PageCache.Open(_folder);

        Assert.Equal(cache.FileOf(new Uri("http://example.org/a#x")), cache.FileOf(new Uri("http://example.org/a")));
        Assert.NotEqual(cache.FileOf(new Uri("http://example.org/a?x")), cache.FileOf(new Uri("http://example.org/a")));
    }

    [Fact]
    public void A_damaged_file_counts_as_missing()
    {
        using var cache = PageCache.Open(_folder);
        var page = PageOf("http://example.org/");
        cache.Save(page);
        var whole = File.ReadAllBytes(cache.FileOf(page.Url));

        for (var i = 0; i < whole.Length; i++)
        {
            File.WriteAllBytes(cache.FileOf(page.Url), whole[..i]);
            Assert.Null(cache.Load(page.Url));
        }

        whole[^1] ^= 1;
        File.WriteAllBytes(cache.FileOf(page.Url), whole);
        Assert.Null(cache.Load(page.Url));
    }

    [Fact]
    public void What_a_killed_run_left_half_written_is_swept_away()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "pages"));
        File.WriteAllText(Path.Combine(_folder, "pages", "x.page.123.tmp"), "half");

        using var cache = PageCache.Open(_folder);

        Assert.Empty(Directory.EnumerateFiles(_folder, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_second_program_is_refused_while_the_first_runs()
    {
        using var cache = PageCache.Open(_folder);

        var e = Assert.Throws<CacheInUseException>(() => PageCache.Open(_folder));

        Assert.Equal($"{_folder}: another fetch is using this cache. Wait for it to end, or use another folder.", e.Message);
    }

    [Fact]
    public void An_open_crawl_is_gone_on_with_and_an_ended_or_old_one_is_not()
    {
        using var cache = PageCache.Open(_folder);
        var time = new SkippingTime();

        var first = CrawlMark.Begin(cache, time);
        var resumed = CrawlMark.Begin(cache, time);
        resumed.End();
        var second = CrawlMark.Begin(cache, time);
        time.Pass(CrawlMark.Longest);
        var third = CrawlMark.Begin(cache, time);

        Assert.Equal(
            [(1, false), (1, true), (2, false), (3, false)],
            new[] { first, resumed, second, third }.Select(mark => (mark.Number, mark.IsResumed)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CachedPage PageOf(string address) => new()
    {
        Url = new Uri(address),
        FinalUrl = new Uri(address),
        Status = 200,
        FetchedAt = DateTimeOffset.UnixEpoch,
        AskedAt = DateTimeOffset.UnixEpoch,
        Crawl = 1,
        Body = Encoding.UTF8.GetBytes("<html>\nė\n</html>"),
    };
}
