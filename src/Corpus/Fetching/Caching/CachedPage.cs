namespace MlPipeline.Corpus.Fetching.Caching;

/// <summary>One answer of a site, as it came: what a rebuild and a conditional request need.</summary>
internal sealed record CachedPage
{
    /// <summary>The address that was asked for, without a fragment.</summary>
    public required Uri Url { get; init; }

    /// <summary>The address that answered, behind all redirects.</summary>
    public required Uri FinalUrl { get; init; }

    /// <summary>The HTTP status; 0 where <see cref="Failure"/> says why there is none.</summary>
    public int Status { get; init; }

    /// <summary>When the body came, by the site's own clock (its <c>Date</c>) where it has one. A 304 doesn't change it.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>When the site was last asked for the page, by our clock; a 304 does change it.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The validator to send as If-None-Match; null for none.</summary>
    public string? ETag { get; init; }

    /// <summary>The validator to send as If-Modified-Since; null for none.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The Content-Type header; null for none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The number of the crawl that last asked for the page.</summary>
    public required int Crawl { get; init; }

    /// <summary>Why the page could not be had, so that a rebuild knows it too; null where it could.</summary>
    public string? Failure { get; init; }

    /// <summary>The unpacked body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
