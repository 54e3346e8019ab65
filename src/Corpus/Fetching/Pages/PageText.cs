using System.Text;
using System.Text.RegularExpressions;
using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Corpus.Fetching.Http;

namespace MlPipeline.Corpus.Fetching.Pages;

/// <summary>Decodes the bytes of a page.</summary>
internal static partial class PageText
{
    private const int MetaBytes = 4096;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a page: as UTF-8 where it is UTF-8, whatever its headers say, or else as they say.</summary>
    /// <remarks>
    /// Text of another encoding that holds a letter outside ASCII is hardly ever valid UTF-8, and headers lie more often.
    /// </remarks>
    /// <exception cref="FetchException">It is not UTF-8, and neither header nor page name an encoding that fits.</exception>
    public static string Decode(CachedPage page)
    {
        var bytes = page.Body.Span;
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return Utf8.GetString(bytes);

        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MetaBytes)]);
        var names = new[] { page.ContentType, head }.OfType<string>().Select(text => Charset().Match(text).Groups["name"].Value)
            .Where(name => name.Length > 0).ToList();
        foreach (var name in names)
        {
            if (Find(name) is { } encoding and not UTF8Encoding)
                return encoding.GetString(bytes);
        }

        throw new FetchException(page.Url, "the text is not UTF-8 as it should be" +
            (names.Count > 0 ? $", and not in an encoding we know, although it says {string.Join(" and ", names.Distinct())}." : "."));
    }

    private static Encoding? Find(string name)
    {
        try
        {
            // Lithuanian pages of old are windows-1257, which .NET keeps apart.
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException) // unknown, or not safe: UTF-7
        {
            return null;
        }
    }

    [GeneratedRegex("""charset\s*=\s*["']?(?<name>[A-Za-z0-9_-]{1,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
