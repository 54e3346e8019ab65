namespace MlPipeline.Corpus.Fetching.Http;

/// <summary>
/// Decides how long to wait between two requests, after the AutoThrottle of Scrapy: the delay moves towards the time that
/// the site takes to answer; a failure never shortens it, and here doubles it.
/// </summary>
/// <remarks>Not thread-safe: there is one request at a time.</remarks>
internal sealed class Throttle
{
    /// <summary>The longest delay that slowness alone leads to.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Starts with the least delay.</summary>
    /// <param name="least">What the user asks for; the delay never falls below.</param>
    public Throttle(TimeSpan least) => Least = Delay = least;

    /// <summary>Gets the delay that never is fallen below.</summary>
    public TimeSpan Least { get; private set; }

    /// <summary>Gets the time between the end of an answer and the next request.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>Raises the least delay, as a site's Crawl-delay does. It is never lowered.</summary>
    public void RaiseLeast(TimeSpan least)
    {
        Least = least > Least ? least : Least;
        Delay = Delay > Least ? Delay : Least;
    }

    /// <summary>Takes note of an answer, or of its absence.</summary>
    /// <param name="latency">From the request to the last byte, or to giving up.</param>
    /// <param name="isFailure">Whether the site failed: no answer, an overload, an error of its own.</param>
    public void Observe(TimeSpan latency, bool isFailure)
    {
        var mean = (Delay + latency) / 2;
        var next = mean > latency ? mean : latency;
        if (isFailure)
            next = next > Delay * 2 ? next : Delay * 2;
        next = next < Longest ? next : Longest;
        Delay = next > Least ? next : Least;
    }
}
