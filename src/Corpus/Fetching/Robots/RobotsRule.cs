using System.Globalization;
using System.Text;

namespace MlPipeline.Corpus.Fetching.Robots;

/// <summary>One Allow or Disallow line: a prefix of paths, in which <c>*</c> is any text and a last <c>$</c> the end.</summary>
internal sealed class RobotsRule
{
    private readonly string _pattern;

    public RobotsRule(string path, bool isAllowed)
    {
        var normalized = Normalize(path);
        (IsAllowed, Length) = (isAllowed, normalized.Length);
        _pattern = (normalized.EndsWith('$') ? normalized[..^1] : normalized + "*").Replace("$", "%24", StringComparison.Ordinal);
    }

    public bool IsAllowed { get; }

    /// <summary>Gets the octets of the path as written, percent-encoded: the longest match is the most specific.</summary>
    public int Length { get; }

    /// <summary>Writes the path of a page for <see cref="Matches"/>: what is special in a rule is not special in a path.</summary>
    public static string PathOf(Uri url) =>
        Normalize(url.PathAndQuery).Replace("*", "%2A", StringComparison.Ordinal).Replace("$", "%24", StringComparison.Ordinal);

    /// <summary>Matches a path from <see cref="PathOf"/>. Takes time in the order of pattern times path, whatever the pattern.</summary>
    public bool Matches(string path)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < path.Length)
        {
            if (p < _pattern.Length && _pattern[p] == '*')
                (star, mark) = (p++, t);
            else if (p < _pattern.Length && _pattern[p] == path[t])
                (p, t) = (p + 1, t + 1);
            else if (star >= 0)
                (p, t) = (star + 1, ++mark);
            else
                return false;
        }

        return _pattern.AsSpan(p).TrimEnd('*').IsEmpty;
    }

    // Two spellings of a path become equal (section 2.2.2 of the RFC): octets outside ASCII are percent-encoded, and encoded
    // ones decoded where the character is unreserved.
    private static string Normalize(string path)
    {
        var text = new StringBuilder(path.Length);
        var bytes = Encoding.UTF8.GetBytes(path);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length &&
                byte.TryParse(bytes.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                text.Append(IsUnreserved(octet) ? ((char)octet).ToString() : Encoded(octet));
                i += 2;
            }
            else
            {
                text.Append(bytes[i] is > 0x20 and < 0x7F ? ((char)bytes[i]).ToString() : Encoded(bytes[i]));
            }
        }

        return text.ToString();
    }

    private static bool IsUnreserved(byte octet) => char.IsAsciiLetterOrDigit((char)octet) || (char)octet is '-' or '.' or '_' or '~';

    private static string Encoded(byte octet) => "%" + octet.ToString("X2", CultureInfo.InvariantCulture);
}
