using System.Security.Cryptography;
using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Corpus.Fetching.Http;

namespace MlPipeline.Corpus.Fetching.Course;

/// <summary>The course's own list of names, pinned by its SHA-256.</summary>
/// <remarks>One file that the user names: robots.txt, which is about crawling, isn't asked for.</remarks>
internal static class CourseFile
{
    /// <summary>The SHA-256 of the file that this program was built with.</summary>
    public const string Sha256 = "2f6eb1701f2b97fabebd0ee7bab3b4b5bcee6a729ffc0a5a8c855f49d6dbdb8f";

    /// <summary>Where the course keeps its files.</summary>
    public static readonly Uri Home = new("https://raw.githubusercontent.com/");

    private const string Place = "jputrius/ml_intro/HEAD/data/names/vardai.csv";

    /// <summary>Gets the file's address on a host.</summary>
    public static Uri UrlOn(Uri host) => new(host, host.AbsolutePath.TrimEnd('/') + "/" + Place);

    /// <summary>Gets the file, from the cache where that holds the right one.</summary>
    /// <param name="pages">Where to ask.</param>
    /// <param name="url">The file.</param>
    /// <param name="sha256">What the file must hash to, in hexadecimal.</param>
    /// <param name="cancellation">Stops waiting and asking.</param>
    /// <exception cref="FetchException">It is another file, or can't be had.</exception>
    public static async Task<CachedPage> GetAsync(PageSource pages, Uri url, string sha256, CancellationToken cancellation)
    {
        if (pages.Cached(url) is { } kept && HashOf(kept) == sha256)
        {
            pages.Counts.FromCache++;
            return kept;
        }

        var page = await pages.GetAsync(url, mayBe404: false, cancellation).ConfigureAwait(false);
        var found = HashOf(page);
        if (found == sha256)
            return page;

        pages.Forget(url);
        throw new FetchException(
            url, $"the file has the SHA-256 {found}, expected {sha256}. Nothing is written. If you trust the new file, give its hash as " +
                $"the expected one.")
        {
            Settings = ["Sha256"],
        };
    }

    private static string HashOf(CachedPage page) => Convert.ToHexStringLower(SHA256.HashData(page.Body.Span));
}
