using System.Globalization;
using MlPipeline.Corpus.Fetching.Http;

namespace MlPipeline.Corpus.Fetching;

/// <summary>What to fetch, from where, to where.</summary>
internal sealed record FetchRequest
{
    /// <summary>The site, or a copy of it: an absolute address over HTTP or HTTPS.</summary>
    public required Uri BaseUrl
    {
        get;
        init => field = value is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            ? HasPlainHost(value)
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(BaseUrl), value,
                    $"The host '{value.Host}' holds a character that not every system sends alike. " +
                    "Give the host as it is registered, in ASCII (xn--…).")
            : throw new ArgumentOutOfRangeException(
                nameof(BaseUrl), value, "BaseUrl must be an address like https://example.org/, without user, query and fragment.");
    }

    // Signs and joiners are mapped by ICU and sent as they are without it; letters, marks and digits go the same way.
    private static bool HasPlainHost(Uri url) =>
        url.HostNameType != UriHostNameType.Dns || url.Host.All(c =>
            char.IsAscii(c) || char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark);

    /// <summary>The file to write; <c>-</c> for standard output.</summary>
    public required string Output { get; init; }

    /// <summary>Folder of the raw pages.</summary>
    public required string Cache { get; init; }

    /// <summary>Whether each name's own page is read too.</summary>
    public bool Details { get; init; }

    /// <summary>What a single file must hash to: 64 hexadecimal digits.</summary>
    public string Sha256
    {
        get;
        init => field = value.Length == 64 && value.All(char.IsAsciiHexDigit)
            ? value.ToLowerInvariant()
            : throw new ArgumentOutOfRangeException(nameof(Sha256), value, "Sha256 must be 64 hexadecimal digits.");
    } = Course.CourseFile.Sha256;

    /// <summary>Whether progress is shown.</summary>
    public bool Quiet { get; init; }

    /// <summary>Patience and limits.</summary>
    public FetchOptions Options { get; init; } = new();
}
