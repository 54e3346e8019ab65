using System.IO.Compression;
using System.Text;
using MlPipeline.Corpus.Fetching.Http;
using MlPipeline.Training.Tests.Fetching.Replica;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Fetching;

public sealed class HostilePageTests : IDisposable
{
    private readonly FetchBench _bench = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_of_50_MB_is_refused_after_the_limit(bool isPacked)
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Page("/sarasas/a/", async context =>
        {
            var block = new byte[1 << 20];
            await using var body = isPacked ? new GZipStream(context.Response.Body, CompressionLevel.Fastest) : context.Response.Body;
            if (isPacked)
                context.Response.Headers.ContentEncoding = "gzip";
            for (var i = 0; i < 50 && !context.RequestAborted.IsCancellationRequested; i++)
                await body.WriteAsync(block);
        });

        var e = await Assert.ThrowsAsync<FetchException>(() => _bench.FetchAsync(site));

        Assert.Equal(
            $"{site.Url}sarasas/a/: the page is larger than 10,485,760 bytes, unpacked. No page of names is that large.", e.Message);
        Assert.Single(site.Paths, "/sarasas/a/");
    }

    [Theory]
    [InlineData("<div>", "")]
    [InlineData("<div>", "</div>")]
    [InlineData("<ul><li>", "")]
    [InlineData("<b><i>", "</b>")]
    public async Task Nesting_of_10000_ends_in_an_error(string open, string close)
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Html("/sarasas/a/", Repeat(open, 10_000) + Replica.Pages.Letter(site.Url, MadeUpNames.For('A', 1)) + Repeat(close, 10_000));

        var e = await Assert.ThrowsAsync<FetchException>(() => _bench.FetchAsync(site));

        Assert.Equal($"{site.Url}sarasas/a/: the page nests more than 500 elements; no page of names does.", e.Message);
    }

    [Fact]
    public async Task A_packed_body_that_breaks_off_is_asked_for_again()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 20));
        var html = Encoding.UTF8.GetBytes(Replica.Pages.Letter(site.Url, MadeUpNames.For('A', 20)));
        site.Once("/sarasas/a/", async context =>
        {
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
                await gzip.WriteAsync(html);
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(packed.ToArray().AsMemory(0, (int)packed.Length / 2));
        });

        await _bench.FetchAsync(site);

        Assert.Equal(21, _bench.Lines().Length);
        Assert.Contains("the answer breaks off: trying again in 1 s", _bench.Console.Lines);
    }

    [Fact]
    public async Task A_connection_that_is_cut_in_the_body_is_asked_for_again()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 20));
        site.Once("/sarasas/a/", async context =>
        {
            context.Response.ContentLength = 100_000;
            await context.Response.Body.WriteAsync("<html>"u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        await _bench.FetchAsync(site);

        Assert.Equal(21, _bench.Lines().Length);
    }

    [Fact]
    public async Task A_hung_answer_is_given_up_and_asked_for_again()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 2));
        site.Once("/sarasas/a/", context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        await _bench.FetchAsync(site, request => request with { Options = request.Options with { TimeoutSeconds = 0.5 } });

        Assert.Contains("no whole answer within the time-out: trying again in 1 s", _bench.Console.Lines);
        Assert.Equal(3, _bench.Lines().Length);
    }

    [Theory]
    [InlineData("text/html; charset=ISO-8859-1")]
    [InlineData("text/html; charset=windows-1257")]
    [InlineData("text/html; charset=no-such-thing")]
    [InlineData("nonsense")]
    public async Task A_wrong_charset_header_spoils_no_name(string header)
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Page("/sarasas/a/", context => ReplicaSite.Write(context, Replica.Pages.Letter(site.Url, [("Ąžuõlė", false)]), type: header));

        await _bench.FetchAsync(site);

        Assert.EndsWith(",Ąžuõlė", _bench.Lines()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_the_old_code_page_is_read()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1257)!.GetBytes(
            Replica.Pages.Letter(site.Url, [("Žąsė", false)]).Replace("UTF-8", "windows-1257", StringComparison.Ordinal));
        site.Page("/sarasas/a/", context => context.Response.Body.WriteAsync(bytes).AsTask());

        await _bench.FetchAsync(site);

        Assert.StartsWith("Žąsė,female,", _bench.Lines()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_no_text_is_an_error()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Page("/sarasas/a/", context => context.Response.Body.WriteAsync(new byte[] { 0xFF, 0xFE, 0x80, 0x81 }).AsTask());

        var e = await Assert.ThrowsAsync<FetchException>(() => _bench.FetchAsync(site));

        Assert.Equal($"{site.Url}sarasas/a/: the text is not UTF-8 as it should be.", e.Message);
    }

    [Fact]
    public async Task A_redirect_loop_ends_in_an_error()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        Redirect(site, "/sarasas/a/", "/sarasas/a2/");
        Redirect(site, "/sarasas/a2/", "/sarasas/a/");

        var e = await Assert.ThrowsAsync<FetchException>(() => _bench.FetchAsync(site));

        Assert.Equal($"{site.Url}sarasas/a/: redirected more than 5 times.", e.Message);
        Assert.Equal(6, site.Paths.Count(path => path.StartsWith("/sarasas/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("http://localhost:{0}/sarasas/a/")]
    [InlineData("//example.org/sarasas/a/")]
    [InlineData("ftp://127.0.0.1/sarasas/a/")]
    [InlineData("file:///etc/passwd")]
    public async Task A_redirect_to_another_host_is_not_followed(string target)
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        Redirect(site, "/sarasas/a/", string.Format(System.Globalization.CultureInfo.InvariantCulture, target, site.Url.Port));

        var e = await Assert.ThrowsAsync<FetchException>(() => _bench.FetchAsync(site));

        Assert.Contains("another host. If the site has moved, give its new address.", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, site.Requests.Count);
    }

    [Fact]
    public async Task A_redirect_within_the_site_is_followed_and_the_row_names_where_it_ends()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        Redirect(site, "/sarasas/a/", "/sarasas/a-2/#top");
        site.Letter("a-2", MadeUpNames.For('A', 1));

        await _bench.FetchAsync(site);

        Assert.Contains($",{site.Url}sarasas/a-2/,", _bench.Lines()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_that_lead_away_are_left_out_and_counted()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        string[] links =
        [
            "http://localhost:1/sarasas/b/", "https://example.org/sarasas/b/", "javascript:alert(1)", "data:text/html,x",
            "file:///etc/passwd",
            "/sarasas/../../../etc/passwd", "../../etc/passwd", "/sarasas/", "http://[broken", "http://user@127.0.0.1/sarasas/b/",
        ];
        site.Html(
            "/", "<section id=recommend>" +
                string.Concat(links.Append("/sarasas/a/").Select(link => $"<a class=recommend__links href='{link}'>x</a>")) + "</section>");

        await _bench.FetchAsync(site, request => request with { Options = request.Options with { MaxPages = 5 } });

        Assert.All(
            site.Paths, path => Assert.True(path is "/robots.txt" or "/" || path.StartsWith("/sarasas/", StringComparison.Ordinal), path));
        Assert.Contains("Left out: links to other hosts (3).", _bench.Console.Lines);
        Assert.Contains("Left out: links that lead to no page (4).", _bench.Console.Lines);
        var inside = Path.GetFullPath(_bench.Cache) + Path.DirectorySeparatorChar;
        Assert.All(
            Directory.EnumerateFiles(_bench.Folder, "*", SearchOption.AllDirectories).Except([_bench.Output]), file =>
                Assert.StartsWith(inside, file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Broken_HTML_scripts_and_odd_names_lose_no_good_name()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Html("/sarasas/a/", $"""
            <ul><li><a class='names_list__links names_list__links--man' href=/vardas/x>Pir&#768;mas
            <li><a class="names_list__links names_list__links--woman" href='/vardas/y'><b>Añt</b>rė</a></b></i>
            <script>document.write("<a class='names_list__links names_list__links--man'>Skriptas</a>")</script>
            <!-- <a class='names_list__links names_list__links--man'>Komentaras</a> -->
            <li><a class='names_list__links names_list__links--man' href='javascript:x'>Trẽčias<script>alert('x')</script></a>
            <li><a class='names_list__links names_list__links--man' href='/vardas/z'>{new string('a', 300)}</a>
            <li><a class='names_list__links names_list__links--man' href='/vardas/z'>&#xD800;</a>
            <li><a class='names_list__links names_list__links--man' href='/vardas/z'>&#x99999999999;, "=cmd"</a>
            <li><a class='names_list__links names_list__links--man' href='/vardas/z'>&nbsp;</a>
            <li><a class='names_list__links names_list__links--woman' href='/vardas/q'>Galìnė
            """);

        await _bench.FetchAsync(site);

        var names = _bench.Lines().Skip(1).Select(line => line.Split(',')[0]).ToList();
        Assert.Contains("Pirmas", names);
        Assert.Contains("Antrė", names);
        Assert.Contains("Trečias", names);
        Assert.Contains("Galinė", names);
        Assert.DoesNotContain("Skriptas", names);
        Assert.DoesNotContain("Komentaras", names);
        Assert.Contains("Left out: names longer than 200 characters (1).", _bench.Console.Lines);
        Assert.Contains("Left out: links without a name (1).", _bench.Console.Lines);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_refused_and_not_repeated()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));

        // TLS spoken to a server without: what a certificate that can't be trusted ends as, too.
        var https = new UriBuilder(site.Url) { Scheme = "https" }.Uri;
        var run = new FetchRun(TextWriter.Null, _bench.Console, _bench.Time);
        var e = await Assert.ThrowsAsync<FetchException>(
            () => run.FetchVlkkAsync(_bench.RequestTo(https), TestContext.Current.CancellationToken));

        Assert.EndsWith("Check the address.", e.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Time.WaitsInSeconds);
    }

    // HTML, 2.4.3: the first base element that has an address; what it says is resolved against the page's own.
    [Theory]
    [InlineData("<base href='/'>", "sarasas/a/")]
    [InlineData("<base target='_blank'><base href='SITE'><base href='https://elsewhere.example/'>", "./sarasas/a/")]
    [InlineData("<base href='/deep/er/page'>", "../../sarasas/a/")]
    [InlineData("<base href='data:text/html,x'>", "/sarasas/a/")]
    public async Task Links_are_relative_to_the_base_element(string head, string href)
    {
        await using var site = await ReplicaSite.StartAsync(("a", 2));
        site.Html(
            "/", $"<html><head>{head.Replace("SITE", site.Url.AbsoluteUri, StringComparison.Ordinal)}</head><div id='recommend'><a " +
                $"class='recommend__links' href='{href}'>a</a></div>");

        Assert.Equal(0, await _bench.FetchAsync(site));

        Assert.Equal(3, _bench.Lines().Length);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("file:///etc/")]
    public async Task Base_element_leads_to_no_other_host(string href)
    {
        await using var site = await ReplicaSite.StartAsync(("a", 2));
        site.Html(
            "/", $"<base href='{href}'><div id='recommend'><a class='recommend__links' href='sarasas/x/'>x</a><a " +
                $"class='recommend__links' href='{site.Url}sarasas/a/'>a</a></div>");

        if (href.StartsWith("file", StringComparison.Ordinal))
            // no address of the web: the links are the page's own, and there is no x
            await Assert.ThrowsAnyAsync<Exception>(() => _bench.FetchAsync(site));
        else
            Assert.Equal(0, await _bench.FetchAsync(site));

        Assert.All(site.Paths, path => Assert.Contains(path, new[] { "/robots.txt", "/", "/sarasas/a/", "/sarasas/x/" }));
        Assert.Equal(href.StartsWith("file", StringComparison.Ordinal), site.Paths.Contains("/sarasas/x/"));
    }

    public void Dispose() => _bench.Dispose();

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static void Redirect(ReplicaSite site, string from, string to) => site.Page(from, context =>
    {
        (context.Response.StatusCode, context.Response.Headers.Location) = (302, to);
        return Task.CompletedTask;
    });
}
