using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MlPipeline.Corpus.Fetching.Http;

/// <summary>How politely and how patiently pages are asked for.</summary>
internal sealed partial record FetchOptions
{
    /// <summary>Seconds between two requests at least; robots.txt and a slow site can only raise it. 0 to 86,400. Default: 1.</summary>
    public double DelaySeconds
    {
        get;
        init => field = value is >= 0 and <= 86_400 ? value : throw Invalid(value, "from 0 to 86,400 seconds");
    } = 1;

    /// <summary>Seconds for one answer, its body included. Above 0, at most 3,600. Default: 30.</summary>
    public double TimeoutSeconds
    {
        get;
        init => field = value is > 0 and <= 3600 ? value : throw Invalid(value, "above 0 and at most 3,600 seconds");
    } = 30;

    /// <summary>How often a request is repeated where that may help. 0 to 20. Default: 4.</summary>
    public int Retries
    {
        get;
        init => field = value is >= 0 and <= 20 ? value : throw Invalid(value, "a whole number from 0 to 20");
    } = 4;

    /// <summary>
    /// Longest wait that a site may ask for (Retry-After) before we give up and say when to come back, in seconds. Default: 600.
    /// </summary>
    public double LongestWaitSeconds { get; init; } = 600;

    /// <summary>Largest page, unpacked, in bytes. From 1,024 to 100 MB. Default: 10 MB.</summary>
    public int MaxPageBytes
    {
        get;
        init => field = value is >= 1024 and <= 100 << 20 ? value : throw Invalid(value, "a whole number from 1,024 to 104,857,600 bytes");
    } = 10 << 20;

    /// <summary>Pages that are read at most, from 1 to 1,000,000, robots.txt not counted; null for all.</summary>
    public int? MaxPages
    {
        get;
        init => field = value is null or (>= 1 and <= 1_000_000) ? value : throw Invalid(value, "a whole number from 1 to 1,000,000");
    }

    /// <summary>Whether everything is taken from the cache and nothing from the network. Default: false.</summary>
    public bool Offline { get; init; }

    /// <summary>How the site's people can reach who runs this: an e-mail address or a web address; null for none.</summary>
    public string? Contact
    {
        get;
        init => field = value is null || ContactPattern().IsMatch(value)
            ? value
            : throw Invalid(value, "an e-mail address or a web address, without spaces and parentheses");
    }

    private static ArgumentOutOfRangeException Invalid(object? value, string expected, [CallerMemberName] string name = "") =>
        new(name, value, $"{name} must be {expected}.");

    [GeneratedRegex(@"^[!-'*-~]{3,200}$")]
    private static partial Regex ContactPattern();
}
