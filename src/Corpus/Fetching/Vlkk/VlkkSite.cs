using MlPipeline.Corpus.Fetching.Http;

namespace MlPipeline.Corpus.Fetching.Vlkk;

/// <summary>The addresses of the list of names, on the site itself or on a copy of it.</summary>
internal sealed class VlkkSite
{
    /// <summary>Where the State Commission of the Lithuanian Language publishes the list.</summary>
    public static readonly Uri Home = new("https://vardai.vlkk.lt/");

    /// <summary>Takes a site or a copy of it.</summary>
    /// <param name="front">The front page.</param>
    public VlkkSite(Uri front) => Front = front.AbsolutePath.EndsWith('/') ? front : new Uri(front.AbsoluteUri + "/");

    /// <summary>Gets the front page.</summary>
    public Uri Front { get; }

    /// <summary>Finds the page that a link leads to.</summary>
    /// <param name="from">The page that holds the link.</param>
    /// <param name="href">The link as it is written; one to the site itself leads to the copy that is read.</param>
    /// <param name="folder">The folder that the page must be in, as in <c>sarasas/</c>.</param>
    /// <param name="refusal">Why the link is not followed; empty where it is.</param>
    /// <returns>The page, without a fragment; null where the link is not followed.</returns>
    public Uri? Resolve(Uri from, string href, string folder, out string refusal)
    {
        refusal = "";
        if (!Uri.TryCreate(from, href.Trim(), out var url) || url.Scheme is not ("http" or "https"))
        {
            refusal = "links that lead to no page";
            return null;
        }

        if (url.Host == Home.Host && url.IsDefaultPort && Front.Host != Home.Host)
            url = At(Front.AbsolutePath + url.AbsolutePath.TrimStart('/'), url.Query);
        if (!Redirect.SameSite(Front, url) && !Redirect.SameSite(url, Front))
        {
            refusal = "links to other hosts";
            return null;
        }

        var page = At(url.AbsolutePath, url.Query); // with our scheme
        var prefix = Front.AbsolutePath + folder;
        if (page.AbsolutePath.StartsWith(prefix, StringComparison.Ordinal) && page.AbsolutePath.Length > prefix.Length)
            return page;

        refusal = $"links out of {folder}";
        return null;
    }

    // Not as a reference, which would take //example.org/a for another host.
    private Uri At(string path, string query) => new UriBuilder(Front) { Path = path, Query = query }.Uri;
}
