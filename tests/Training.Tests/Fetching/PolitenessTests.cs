using System.Net;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Corpus.Fetching.Http;
using MlPipeline.Training.Tests.Fetching.Replica;

namespace MlPipeline.Training.Tests.Fetching;

public sealed class PolitenessTests : IDisposable
{
    private readonly FetchBench _bench = new();

    [Fact]
    public async Task The_delay_stands_between_any_two_requests()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1), ("b", 1));

        await _bench.FetchAsync(site, request => request with { Options = request.Options with { DelaySeconds = 3 } });

        Assert.Equal([3, 3, 3], _bench.Time.WaitsInSeconds);
    }

    [Fact]
    public async Task A_crawl_delay_raises_the_delay()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Robots("User-agent: *\nCrawl-delay: 7");

        await _bench.FetchAsync(site);

        Assert.Equal([7, 7], _bench.Time.WaitsInSeconds);
        Assert.Contains("robots.txt asks for 7 s between requests", _bench.Console.Lines);
    }

    [Fact]
    public async Task A_crawl_delay_below_ours_changes_nothing()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Robots("User-agent: *\nCrawl-delay: 1");

        await _bench.FetchAsync(site, request => request with { Options = request.Options with { DelaySeconds = 2 } });

        Assert.Equal([2, 2], _bench.Time.WaitsInSeconds);
    }

    [Fact]
    public async Task A_page_that_robots_txt_forbids_is_not_asked_for()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1), ("b", 1));
        site.Robots("User-agent: *\nDisallow: /sarasas/b");

        await _bench.FetchAsync(site);

        Assert.Equal(["/robots.txt", "/", "/sarasas/a/"], site.Paths);
        Assert.Contains("Left out: pages that robots.txt forbids (1).", _bench.Console.Lines);
    }

    [Fact]
    public async Task A_site_that_forbids_everything_is_left_alone()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Robots("User-agent: mlpipeline\nDisallow: /");

        var e = await Assert.ThrowsAsync<FetchException>(() => _bench.FetchAsync(site));

        Assert.Equal($"{site.Url}: robots.txt forbids this page to programs. Ask the site's people.", e.Message);
        Assert.Equal(["/robots.txt"], site.Paths);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(410)]
    public async Task A_robots_txt_that_is_not_to_be_had_allows_everything(int status)
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Html("/robots.txt", "User-agent: *\nDisallow: /", status);

        Assert.Equal(ExitCode.Done, await _bench.FetchAsync(site));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_robots_txt_that_fails_forbids_everything(int status)
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Html("/robots.txt", "", status);

        var e = await Assert.ThrowsAsync<TemporaryFailureException>(() => _bench.FetchAsync(site));

        Assert.EndsWith("Without robots.txt nothing may be asked for (RFC 9309, section 2.3.1.4).", e.Message, StringComparison.Ordinal);
        Assert.All(site.Paths, path => Assert.Equal("/robots.txt", path));
    }

    [Fact]
    public async Task A_robots_txt_behind_a_redirect_is_obeyed()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1), ("b", 1));
        site.Page("/robots.txt", context => Task.Run(() => context.Response.Redirect("/rules.txt")));
        site.Html("/rules.txt", "User-agent: *\nDisallow: /sarasas/b/");

        await _bench.FetchAsync(site);

        Assert.DoesNotContain("/sarasas/b/", site.Paths);
    }

    [Fact]
    public async Task Only_the_beginning_of_an_endless_robots_txt_is_read()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1), ("b", 1));
        site.Robots("User-agent: *\nDisallow: /sarasas/b/\n" + new string('#', 20 << 20));

        await _bench.FetchAsync(site);

        Assert.DoesNotContain("/sarasas/b/", site.Paths);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Tue, 02 Jan 2024 03:05:05 GMT", 60)]
    [InlineData("Tue, 02 Jan 2020 03:05:05 GMT", 1)]
    [InlineData("soon", 1)]
    public async Task Retry_after_is_waited_for(string retryAfter, double seconds)
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Once("/sarasas/a/", context => ReplicaSite.Status(context, 429, retryAfter));
        _bench.Time.Pass(TimeSpan.FromDays(3)); // A date is read by the site's clock, not by ours.

        await _bench.FetchAsync(site);

        Assert.Equal([seconds], _bench.Time.WaitsInSeconds.Where(wait => wait > 0));
        Assert.Contains("Pages: 3 fetched, 0 unchanged on the site, 0 from the cache, 1 request repeated.", _bench.Console.Lines);
    }

    [Fact]
    public async Task A_site_that_wants_us_away_for_long_is_not_waited_for()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Page("/sarasas/a/", context => ReplicaSite.Status(context, 503, "7200"));

        var e = await Assert.ThrowsAsync<TemporaryFailureException>(() => _bench.FetchAsync(site));

        Assert.Contains("Try again in 7,200 s, as the site asks", e.Message, StringComparison.Ordinal);
        Assert.Single(site.Paths, "/sarasas/a/");
    }

    [Fact]
    public async Task Retries_wait_twice_as_long_each_time()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Page(
            "/sarasas/a/", (context, hit) =>
                hit < 4 ? ReplicaSite.Status(context, 502) : ReplicaSite.Write(
                    context, Replica.Pages.Letter(site.Url, MadeUpNames.For('A', 1))));

        await _bench.FetchAsync(site);

        Assert.Equal([1, 2, 4], _bench.Time.WaitsInSeconds);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_refusal_is_not_repeated(int status)
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Html("/sarasas/a/", "no", status);

        var e = await Assert.ThrowsAsync<FetchException>(() => _bench.FetchAsync(site));

        Assert.Equal($"{site.Url}sarasas/a/: HTTP {status} instead of the page.", e.Message);
        Assert.Single(site.Paths, "/sarasas/a/");
    }

    [Fact]
    public async Task A_host_that_does_not_answer_may_later()
    {
        var site = await ReplicaSite.StartAsync();
        await site.DisposeAsync();

        var e = await Assert.ThrowsAsync<TemporaryFailureException>(() => _bench.FetchAsync(site));

        Assert.Equal(
            $"{site.Url}robots.txt: no connection, also after up to 4 retries. Try again later; what has come is kept. " +
            "Without robots.txt nothing may be asked for (RFC 9309, section 2.3.1.4).",
            e.Message);
    }

    [Fact]
    public void The_throttle_moves_towards_the_time_the_site_takes()
    {
        var throttle = new Throttle(TimeSpan.FromSeconds(1));

        throttle.Observe(TimeSpan.FromSeconds(8), isFailure: false);
        var slow = throttle.Delay;
        throttle.Observe(TimeSpan.FromSeconds(0.2), isFailure: false);
        var faster = throttle.Delay;
        for (var i = 0; i < 20; i++)
            throttle.Observe(TimeSpan.FromSeconds(0.2), isFailure: false);

        Assert.Equal([8, 4.1, 1], [slow.TotalSeconds, faster.TotalSeconds, throttle.Delay.TotalSeconds]);
    }

    [Fact]
    public void An_error_never_speeds_us_up()
    {
        var throttle = new Throttle(TimeSpan.FromSeconds(1));

        throttle.Observe(TimeSpan.FromMilliseconds(5), isFailure: true);
        var first = throttle.Delay;
        for (var i = 0; i < 20; i++)
            throttle.Observe(TimeSpan.FromMilliseconds(5), isFailure: true);

        Assert.Equal(TimeSpan.FromSeconds(2), first);
        Assert.Equal(Throttle.Longest, throttle.Delay);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.NotFound, false)]
    [InlineData(HttpStatusCode.OK, false)]
    public void A_404_is_an_answer_and_a_500_is_a_failure(HttpStatusCode status, bool expected) =>
        Assert.Equal(expected, ThrottleHandler.IsFailure(status));

    public void Dispose() => _bench.Dispose();
}
