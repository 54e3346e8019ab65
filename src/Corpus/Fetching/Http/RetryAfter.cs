namespace MlPipeline.Corpus.Fetching.Http;

/// <summary>Reads how long a site asks us to stay away (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>Reads the header, given in seconds or as a date.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="time">Our clock, for a date where the answer doesn't tell the site's own.</param>
    /// <returns>The time to wait, 0 for a date in the past; null where the site doesn't say.</returns>
    public static TimeSpan? Of(HttpResponseMessage? response, TimeProvider time)
    {
        if (response?.Headers.RetryAfter is not { } header)
            return null;

        var wait = header.Delta ?? header.Date - (response.Headers.Date ?? time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
