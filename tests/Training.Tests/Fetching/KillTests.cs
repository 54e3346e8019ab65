using System.Collections.Concurrent;
using MlPipeline.CommandLine;
using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Training.Tests.Fetching.Replica;

namespace MlPipeline.Training.Tests.Fetching;

/// <summary>
/// Kills the real program. <c>fetched_at</c> is the Date that the site sends with a page, and the replica's clock stands
/// still: so runs at different times can be compared byte for byte without hiding anything.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 10;
    private static readonly string[] Letters = ["a", "b", "c", "c-2", "d", "e", "f", "g", "h", "i", "j", "k"];
    private readonly FetchBench _bench = new();

    [Fact]
    public async Task A_crawl_killed_at_ten_moments_ends_with_the_bytes_of_an_unbroken_one_and_asks_for_no_kept_page_again()
    {
        await using var site = await SlowSiteAsync();
        var random = new Random(3);
        var unbroken = Path.Combine(_bench.Folder, "unbroken.csv");
        Assert.Equal(ExitCode.Done, (await FetchProcess.RunAsync(Arguments(site, unbroken))).Exit);
        var pages = site.Paths.ToList();
        site.Requests.Clear();

        var asked = new List<string>();
        for (var kill = 0; kill <= Kills; kill++)
        {
            var kept = Kept(site, pages);
            var count = random.Next(1, 4);
            // However late the kill comes, the crawl isn't over.
            site.Answers = kill < Kills ? count + 3 : int.MaxValue;
            using var run = FetchProcess.Start(Arguments(site, _bench.Output));
            if (kill < Kills)
            {
                await UntilAsync(site.Requests, count, run);
                await Task.Delay(random.Next(0, 15), TestContext.Current.CancellationToken);
                Assert.True(await run.KillAsync(), $"The crawl was over before kill {kill + 1}.");
            }

            await run.EndAsync();
            Assert.Empty(site.Paths.Intersect(kept));
            asked.AddRange(site.Paths);
            site.Requests.Clear();
        }

        Assert.Equal(File.ReadAllBytes(unbroken), File.ReadAllBytes(_bench.Output));
        Assert.Equal(pages.Order(), asked.Distinct().Order());
        Assert.InRange(asked.Count - pages.Count, 0, Kills); // What was under way at a kill, and nothing else, is asked for again.
    }

    [Fact]
    public async Task Ctrl_C_ends_with_130_and_the_next_run_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        await using var site = await SlowSiteAsync();
        site.Answers = 4;
        using var run = FetchProcess.Start(Arguments(site, _bench.Output));
        await UntilAsync(site.Requests, site.Answers + 1, run);
        if (run.IgnoresInterrupts)
        {
            await run.KillAsync();
            Assert.Skip("Ctrl-C is ignored here, as in a command that a script runs with &; run the tests in the foreground.");
        }

        run.Interrupt();
        var (exit, _, error) = await run.EndAsync();
        var kept = Kept(site, site.Paths.ToList());
        site.Requests.Clear();
        site.Answers = int.MaxValue;
        var next = await FetchProcess.RunAsync(Arguments(site, _bench.Output));

        Assert.Equal(ExitCode.Interrupted, exit);
        Assert.EndsWith(
            $"Interrupted. What has come is kept in {_bench.Cache}; the same command continues from there.\n", error,
            StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, next.Exit);
        Assert.Contains("Going on with the crawl of ", next.Error, StringComparison.Ordinal);
        Assert.Empty(site.Paths.Intersect(kept));
    }

    public void Dispose() => _bench.Dispose();

    private static async Task<ReplicaSite> SlowSiteAsync()
    {
        var site = await ReplicaSite.StartAsync([.. Letters.Select(letter => (letter, 5))]);
        site.AddDetailPages();
        site.Latency = TimeSpan.FromMilliseconds(5);
        return site;
    }

    private static string[] Arguments(ReplicaSite site, string output) =>
        ["vlkk", "--base-url", site.Url.AbsoluteUri, "--output", output, "--delay", "0", "--details", "--contact", "names@example.org"];

    // A program that ends by itself is looked at by the caller.
    private static async Task UntilAsync(ConcurrentQueue<SeenRequest> seen, int count, FetchProcess run)
    {
        while (seen.Count < count && !run.HasEnded)
            await Task.Delay(1, TestContext.Current.CancellationToken);
    }

    private List<string> Kept(ReplicaSite site, IEnumerable<string> pages)
    {
        using var cache = PageCache.Open(_bench.Cache);
        return [.. pages.Where(page => cache.Load(new Uri(site.Url, page)) is not null)];
    }
}
