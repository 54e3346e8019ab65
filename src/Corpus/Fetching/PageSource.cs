using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MlPipeline.Common;
using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Corpus.Fetching.Http;
using MlPipeline.Corpus.Fetching.Robots;

namespace MlPipeline.Corpus.Fetching;

/// <summary>
/// Gets pages of one site, each once in a crawl: from the cache where this crawl has it, from the site where robots.txt
/// allows, and then with a condition where an older copy is at hand.
/// </summary>
/// <remarks>One request at a time. Not thread-safe.</remarks>
internal sealed class PageSource : IDisposable
{
    private const int MaxRedirects = 5;
    private static readonly TimeSpan RobotsLifetime = TimeSpan.FromHours(24); // RFC 9309, section 2.4
    private readonly FetchOptions _options;
    private readonly PageCache _cache;
    private readonly CrawlMark? _crawl;
    private readonly Throttle _throttle;
    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private RobotsTxt? _robots;

    /// <summary>Makes a source, which is to be disposed.</summary>
    /// <param name="options">Patience and limits.</param>
    /// <param name="cache">Where pages are kept.</param>
    /// <param name="crawl">The crawl that the pages belong to; null offline.</param>
    /// <param name="time">The clock.</param>
    /// <param name="counts">Is kept up to date.</param>
    /// <param name="notes">Is told what people may want to know while they wait.</param>
    public PageSource(FetchOptions options, PageCache cache, CrawlMark? crawl, TimeProvider time, FetchCounts counts, Action<string> notes)
    {
        (_options, _cache, _crawl, _time, Counts, Notes) = (options, cache, crawl, time, counts, notes);
        _throttle = new Throttle(TimeSpan.FromSeconds(options.DelaySeconds));
        _client = SiteClient.Create(options, _throttle, time, (what, wait) =>
        {
            counts.Retries++;
            notes($"{what}: trying again in {wait.TotalSeconds:0.#} s");
        });
    }

    /// <summary>Gets what was done so far.</summary>
    public FetchCounts Counts { get; }

    private Action<string> Notes { get; }

    /// <summary>Gets whether robots.txt allows a page; asks for it first where it isn't known.</summary>
    /// <exception cref="TemporaryFailureException">robots.txt can't be read, which forbids everything.</exception>
    public async Task<bool> IsAllowedAsync(Uri url, CancellationToken cancellation)
    {
        _robots ??= await LoadRobotsAsync(url, cancellation).ConfigureAwait(false);
        return _robots.Allows(url);
    }

    /// <summary>Gets a page that robots.txt allows.</summary>
    /// <param name="url">The page.</param>
    /// <param name="mayBe404">Whether a body that comes with status 404 is the page.</param>
    /// <param name="cancellation">Stops waiting and asking.</param>
    /// <exception cref="FetchException">The page can't be had, and asking again won't help.</exception>
    /// <exception cref="TemporaryFailureException">The page can't be had now.</exception>
    public async Task<CachedPage> GetAsync(Uri url, bool mayBe404, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var cached = _cache.Load(url);
        if (cached is not null && (_options.Offline || cached.Crawl == _crawl!.Number))
        {
            Counts.FromCache++;
            return cached;
        }

        if (_options.Offline)
        {
            throw new FetchException(url, "the page is missing or damaged in the cache. Fetch it once with network access.")
            {
                Settings = ["Offline"],
            };
        }

        var page = await AskAsync(url, cached, robots: _robots, enough: null, cancellation).ConfigureAwait(false);
        if (page.Status != (int)HttpStatusCode.OK && !(mayBe404 && page.Status == (int)HttpStatusCode.NotFound && !page.Body.IsEmpty))
            throw new FetchException(url, $"HTTP {page.Status} instead of the page.");
        _cache.Save(page);
        return page;
    }

    /// <summary>Gets the cache's copy of a page, however old; null where there is none.</summary>
    public CachedPage? Cached(Uri url) => _cache.Load(url);

    /// <summary>Keeps in the cache that a page can't be had, so that this crawl doesn't ask again and a rebuild knows.</summary>
    public CachedPage SaveFailure(Uri url, string problem)
    {
        var page = new CachedPage
        {
            Url = url,
            FinalUrl = url,
            FetchedAt = _time.GetUtcNow(),
            AskedAt = _time.GetUtcNow(),
            Crawl = _crawl!.Number,
            Failure = problem,
        };
        _cache.Save(page);
        return page;
    }

    /// <summary>Forgets a page, so that the crawl asks for it again. Offline nothing is forgotten.</summary>
    public void Forget(Uri url)
    {
        if (!_options.Offline)
            _cache.Remove(url);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<RobotsTxt> LoadRobotsAsync(Uri page, CancellationToken cancellation)
    {
        var url = new Uri(page, "/robots.txt");
        var robots = _cache.Load(url);
        if (!_options.Offline && (robots is null || robots.Crawl != _crawl!.Number || _time.GetUtcNow() - robots.AskedAt > RobotsLifetime))
        {
            robots = await AskForRobotsAsync(url, robots, cancellation).ConfigureAwait(false);
            _cache.Save(robots);
        }

        if (robots is not { Status: 200 })
            return RobotsTxt.AllowAll;

        var rules = RobotsTxt.Parse(Encoding.UTF8.GetString(robots.Body.Span), SiteClient.ProductToken);
        if (rules.CrawlDelaySeconds is { } seconds && seconds > _options.DelaySeconds && !_options.Offline)
        {
            _throttle.RaiseLeast(TimeSpan.FromSeconds(seconds));
            Notes($"robots.txt asks for {seconds:0.###} s between requests");
        }

        return rules;
    }

    private async Task<CachedPage> AskForRobotsAsync(Uri url, CachedPage? cached, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(url, cached, robots: null, RobotsTxt.MaxBytes, cancellation).ConfigureAwait(false);
        }
        catch (TemporaryFailureException exception)
        {
            throw new TemporaryFailureException(
                $"{exception.Message} Without robots.txt nothing may be asked for (RFC 9309, section 2.3.1.4).", exception);
        }
    }

    private async Task<CachedPage> AskAsync(Uri url, CachedPage? cached, RobotsTxt? robots, int? enough, CancellationToken cancellation)
    {
        var current = url;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var response = await SendAsync(current, cached, enough, cancellation).ConfigureAwait(false);
            if (Redirect.TargetOf(response, url, current) is { } target)
            {
                if (robots?.Allows(target) == false)
                    throw new FetchException(url, $"redirected to {target.AbsoluteUri}, which robots.txt forbids.");
                current = target;
                continue;
            }

            if (response.StatusCode == HttpStatusCode.NotModified && cached is not null)
            {
                Counts.Unchanged++;
                return cached with { Crawl = _crawl!.Number, AskedAt = _time.GetUtcNow() };
            }

            Counts.Fetched++;
            return await PageOfAsync(url, current, response, cancellation).ConfigureAwait(false);
        }

        throw new FetchException(url, $"redirected more than {MaxRedirects} times.");
    }

    private async Task<HttpResponseMessage> SendAsync(Uri url, CachedPage? cached, int? enough, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (enough is { } bytes)
            request.Options.Set(BodyHandler.EnoughBytes, bytes);
        if (cached is { Failure: null } && cached.FinalUrl == url)
        {
            if (EntityTagHeaderValue.TryParse(cached.ETag, out var tag))
                request.Headers.IfNoneMatch.Add(tag);
            request.Headers.IfModifiedSince = cached.LastModified;
        }

        HttpResponseMessage response;
        try
        {
            response = await _client.SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (SiteClient.MayPass(exception))
        {
            throw new TemporaryFailureException(
                $"{url.AbsoluteUri}: {SiteClient.Reason(exception)}{AfterRetries()}. Try again later; what has come is kept.", exception);
        }
        catch (HttpRequestException exception)
        {
            throw new FetchException(url, $"{(exception.InnerException ?? exception).Message.TrimEnd('.')}. Check the address.", exception);
        }

        if (!ThrottleHandler.IsFailure(response.StatusCode))
            return response;

        using (response)
        {
            var when = RetryAfter.Of(response, _time) is { Ticks: > 0 } wait
                ? $"in {Math.Ceiling(wait.TotalSeconds):N0} s, as the site asks"
                : "later";
            throw new TemporaryFailureException(
                $"{url.AbsoluteUri}: HTTP {(int)response.StatusCode}{AfterRetries()}. Try again {when}; what has come is kept.");
        }
    }

    private string AfterRetries() => _options.Retries > 0 ? $", also after up to {_options.Retries} retries" : "";

    private async Task<CachedPage> PageOfAsync(Uri url, Uri finalUrl, HttpResponseMessage response, CancellationToken cancellation) => new()
    {
        Url = url,
        FinalUrl = finalUrl,
        Status = (int)response.StatusCode,
        FetchedAt = response.Headers.Date ?? _time.GetUtcNow(),
        AskedAt = _time.GetUtcNow(),
        ETag = response.Headers.ETag?.ToString(),
        LastModified = response.Content.Headers.LastModified,
        ContentType = response.Content.Headers.ContentType?.ToString(),
        Crawl = _crawl!.Number,
        Body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false),
    };
}
