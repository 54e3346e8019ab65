using System.Net;

namespace MlPipeline.Corpus.Fetching.Http;

/// <summary>Follows redirects as far as they stay on the site.</summary>
internal static class Redirect
{
    /// <summary>Finds where an answer leads.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="asked">The page that was asked for, for the error.</param>
    /// <param name="current">The page that answered.</param>
    /// <returns>The next page, without a fragment; null where the answer is no redirect.</returns>
    /// <exception cref="FetchException">It leads to another host, away from TLS, or nowhere.</exception>
    public static Uri? TargetOf(HttpResponseMessage response, Uri asked, Uri current)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
        {
            return null;
        }

        if (response.Headers.Location is not { } location || !Uri.TryCreate(current, location, out var target))
            throw new FetchException(asked, $"HTTP {(int)response.StatusCode} without a place to continue.");
        if (!SameSite(current, target))
        {
            throw new FetchException(
                asked, $"redirected to {target.GetLeftPart(UriPartial.Authority)}, another host. If the site has moved, give its new " +
                    $"address.")
            {
                Settings = ["BaseUrl"],
            };
        }

        return new Uri(target.GetLeftPart(UriPartial.Query));
    }

    /// <summary>Tells whether two pages are of one site: scheme, host and port; from HTTP to HTTPS of the same host is allowed.</summary>
    public static bool SameSite(Uri from, Uri to) =>
        from.Host.Equals(to.Host, StringComparison.OrdinalIgnoreCase) && to.UserInfo.Length == 0 &&
        ((from.Scheme == to.Scheme && from.Port == to.Port) ||
         (from.Scheme == Uri.UriSchemeHttp && to.Scheme == Uri.UriSchemeHttps && from.IsDefaultPort && to.IsDefaultPort));
}
