using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Corpus.Fetching.Http;
using MlPipeline.Training.Tests.Fetching.Replica;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Fetching;

public sealed class VlkkFetchTests : IDisposable
{
    private readonly FetchBench _bench = new();

    [Fact]
    public async Task Names_come_with_gender_page_time_and_stress_marks()
    {
        await using var site = await ReplicaSite.StartAsync();
        site.Front("a", "s-2");
        site.Letter("a", [("Abìrnė", false), ("Adõlvis", true)]);
        site.Letter("s-2", [("Šveñdrė", false)]);

        await _bench.FetchAsync(site);

        Assert.Equal(
            $"""
            name,gender,source_url,fetched_at,raw
            Abirnė,female,{site.Url}sarasas/a/,2024-01-02T03:04:05Z,Abìrnė
            Adolvis,male,{site.Url}sarasas/a/,2024-01-02T03:04:05Z,Adõlvis
            Švendrė,female,{site.Url}sarasas/s-2/,2024-01-02T03:04:05Z,Šveñdrė

            """,
            File.ReadAllText(_bench.Output));
    }

    [Fact]
    public async Task The_summary_counts_names_and_pages()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 3), ("b", 2));

        await _bench.FetchAsync(site);

        Assert.Equal(
            [
                "letter 1/2  3 names  /sarasas/a/",
                "letter 2/2  2 names  /sarasas/b/",
                $"Wrote {_bench.Output}: 5 names (2 female, 3 male).",
                "Pages: 4 fetched, 0 unchanged on the site, 0 from the cache.",
            ],
            _bench.Console.Lines);
    }

    [Fact]
    public async Task A_letter_of_3000_names_comes_whole()
    {
        await using var site = await ReplicaSite.StartAsync(("z-2", 3000));

        await _bench.FetchAsync(site);

        Assert.Equal(MadeUpNames.For('Ž', 3000).Select(name => name.Raw), _bench.Lines().Skip(1).Select(line => line.Split(',')[4]));
    }

    [Fact]
    public async Task Requests_come_one_at_a_time_and_say_who_asks()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1), ("b", 1));

        await _bench.FetchAsync(site);

        Assert.Equal(["/robots.txt", "/", "/sarasas/a/", "/sarasas/b/"], site.Paths);
        Assert.Equal(1, site.MostAtOnce);
        Assert.All(site.Requests, request => Assert.Equal("MlPipeline/0.1.0 (+names@example.org)", request.UserAgent));
    }

    [Fact]
    public async Task Offline_rebuilds_the_same_bytes_and_asks_for_nothing()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 5), ("c-2", 5));
        await _bench.FetchAsync(site);
        var first = File.ReadAllBytes(_bench.Output);
        File.Delete(_bench.Output);
        site.Requests.Clear();
        _bench.Time.Pass(TimeSpan.FromDays(400));

        await _bench.OfflineAsync(site);

        Assert.Equal(first, File.ReadAllBytes(_bench.Output));
        Assert.Empty(site.Requests);
    }

    [Fact]
    public async Task Offline_without_a_page_says_what_to_do()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 5));

        var e = await Assert.ThrowsAsync<FetchException>(() => _bench.OfflineAsync(site));

        Assert.Equal($"{site.Url}: the page is missing or damaged in the cache. Fetch it once with network access.", e.Message);
    }

    [Fact]
    public async Task A_later_run_asks_only_what_has_changed_and_keeps_the_times_of_the_rest()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 5), ("b", 5));
        Tag(site, "/sarasas/a/", Replica.Pages.Letter(site.Url, MadeUpNames.For('A', 5)));
        await _bench.FetchAsync(site);
        var first = File.ReadAllBytes(_bench.Output);
        site.Requests.Clear();

        await _bench.FetchAsync(site);

        Assert.Equal("\"seven\"", site.Requests.Single(request => request.Path == "/sarasas/a/").IfNoneMatch);
        Assert.Contains("Pages: 3 fetched, 1 unchanged on the site, 0 from the cache.", _bench.Console.Lines);
        Assert.Equal(first, File.ReadAllBytes(_bench.Output));
    }

    [Fact]
    public async Task A_page_that_changed_is_taken_anew()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        Tag(site, "/sarasas/a/", Replica.Pages.Letter(site.Url, MadeUpNames.For('A', 1)));
        await _bench.FetchAsync(site);

        site.Letter("a", [("Atnaujìnė", false)]);
        await _bench.FetchAsync(site);

        Assert.StartsWith("Atnaujinė,", _bench.Lines()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_failed_goes_on_without_asking_again()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1), ("b", 1), ("c", 1));
        var isDown = true;
        site.Page(
            "/sarasas/b/", context =>
                isDown ? ReplicaSite.Status(context, 503) : ReplicaSite.Write(
                    context, Replica.Pages.Letter(site.Url, MadeUpNames.For('B', 1))));
        var e = await Assert.ThrowsAsync<TemporaryFailureException>(() => _bench.FetchAsync(site));
        site.Requests.Clear();
        isDown = false;

        await _bench.FetchAsync(site);

        Assert.Equal($"{site.Url}sarasas/b/: HTTP 503, also after up to 4 retries. Try again later; what has come is kept.", e.Message);
        Assert.Equal(["/sarasas/b/", "/sarasas/c/"], site.Paths);
        Assert.Equal(4, _bench.Lines().Length);
    }

    [Fact]
    public async Task Max_pages_stops_early_and_says_so()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 2), ("b", 2), ("c", 2));

        await _bench.FetchAsync(site, request => request with { Options = request.Options with { MaxPages = 2 } });

        Assert.Equal(3, _bench.Lines().Length);
        Assert.Contains("Left out: pages beyond the limit of pages (2).", _bench.Console.Lines);
    }

    [Fact]
    public async Task Links_to_the_site_itself_lead_to_the_copy_that_is_read()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 2));
        site.Html("/", Replica.Pages.Front(new Uri("https://vardai.vlkk.lt/"), ["a"]));

        await _bench.FetchAsync(site);

        Assert.Equal(["/robots.txt", "/", "/sarasas/a/"], site.Paths);
    }

    [Fact]
    public async Task Interrupting_keeps_what_has_come()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 2), ("b", 2));
        using var stop = new CancellationTokenSource();
        site.Page("/sarasas/b/", context => stop.CancelAsync());

        var exit = await new FetchRun(TextWriter.Null, _bench.Console, _bench.Time).FetchVlkkAsync(_bench.RequestTo(site.Url), stop.Token);

        Assert.Equal(ExitCode.Interrupted, exit);
        Assert.Contains(
            $"Interrupted. What has come is kept in {_bench.Cache}; the same command continues from there.", _bench.Console.Lines);
        Assert.False(File.Exists(_bench.Output));
    }

    public void Dispose() => _bench.Dispose();

    private static void Tag(ReplicaSite site, string path, string html) => site.Page(path, context =>
    {
        context.Response.Headers.ETag = "\"seven\"";
        return context.Request.Headers.IfNoneMatch == "\"seven\"" ? ReplicaSite.Status(context, 304) : ReplicaSite.Write(context, html);
    });
}
