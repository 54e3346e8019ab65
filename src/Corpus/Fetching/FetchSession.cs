using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Corpus.Fetching.Http;

namespace MlPipeline.Corpus.Fetching;

/// <summary>Opens cache and crawl around some fetching, and decides whether the next run continues it.</summary>
internal static class FetchSession
{
    /// <summary>Fetches and writes.</summary>
    /// <param name="cacheFolder">Where pages are kept.</param>
    /// <param name="options">Patience and limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Is told how it goes.</param>
    /// <param name="work">Asks for pages and writes the output: when it returns, the crawl is over.</param>
    public static async Task<T> RunAsync<T>(
        string cacheFolder, FetchOptions options, TimeProvider time, IFetchProgress progress, Func<PageSource, Task<T>> work)
    {
        using var cache = PageCache.Open(cacheFolder);
        var crawl = options.Offline ? null : CrawlMark.Begin(cache, time);
        if (crawl is { IsResumed: true })
            progress.OnNote($"Going on with the crawl of {crawl.Began:yyyy-MM-dd HH:mm} UTC: what it has is not asked for again.");

        using var source = new PageSource(options, cache, crawl, time, new FetchCounts(), progress.OnNote);
        try
        {
            var result = await work(source).ConfigureAwait(false);
            crawl?.End();
            return result;
        }
        catch (Exception exception) when (exception is FetchException or StructureException)
        {
            // Going on would only meet the same page in the cache: the next run asks whether it is fixed.
            crawl?.End();
            throw;
        }
    }
}
