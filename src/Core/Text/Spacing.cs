using System.Buffers;
using System.Globalization;
using System.Text;

namespace MlPipeline.Text;

/// <summary>White space and dashes, of which text from the web holds many kinds.</summary>
internal static class Spacing
{
    private const char SoftHyphen = '\u00AD';
    private const char ZeroWidthSpace = '\u200B';
    private const char WordJoiner = '\u2060';
    private const char ByteOrderMark = '\uFEFF';
    private const char Minus = '\u2212';
    private static readonly SearchValues<char> Directions =
        SearchValues.Create("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");
    private static readonly SearchValues<char> Hyphens =
        SearchValues.Create("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D");

    /// <summary>Joins white space to single spaces and drops it at the ends, and invisible characters everywhere.</summary>
    /// <param name="text">Well-formed text.</param>
    /// <param name="isPrefix">Whether more may follow: then a space at the end stays.</param>
    public static string JoinSpaces(string text, bool isPrefix)
    {
        var joined = new StringBuilder(text.Length);
        var spaceIsDue = false;
        foreach (var c in text)
        {
            if (IsInvisible(c))
                continue;
            if (char.IsWhiteSpace(c))
            {
                spaceIsDue = joined.Length > 0;
                continue;
            }

            if (spaceIsDue)
                joined.Append(' ');
            joined.Append(c);
            spaceIsDue = false;
        }

        if (spaceIsDue && isPrefix)
            joined.Append(' ');

        // A letter and a mark may have met.
        return UnicodeForm.Compose(joined.ToString());
    }

    /// <summary>Drops the invisible characters that turn the direction of writing; what is written right to left needs none.</summary>
    /// <param name="text">Well-formed text.</param>
    public static string DropDirections(string text) => text.AsSpan().ContainsAny(Directions)
        // A letter and a mark may have met.
        ? UnicodeForm.Compose(string.Concat(text.Where(c => !Directions.Contains(c))))
        : text;

    /// <summary>Joins dashes and the spaces around them to single hyphens and drops them at the ends.</summary>
    /// <param name="text">Well-formed text.</param>
    /// <param name="isPrefix">Whether more may follow: then a hyphen at the end stays.</param>
    public static string JoinDashes(string text, bool isPrefix) => Join(text, isPrefix, IsDash);

    /// <summary>As <see cref="JoinDashes"/>, for the dashes that are typed for a hyphen: those of single scripts stay.</summary>
    /// <param name="text">Well-formed text.</param>
    /// <param name="isPrefix">Whether more may follow: then a hyphen at the end stays.</param>
    public static string JoinHyphens(string text, bool isPrefix) => Join(text, isPrefix, c => Hyphens.Contains(c));

    private static string Join(string text, bool isPrefix, Func<char, bool> isDash)
    {
        var joined = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var end = EndOfGap(text, i, isDash, out var hasDash);
            if (!hasDash)
            {
                end = Math.Max(end, i + 1);
                joined.Append(text, i, end - i);
            }
            else if (joined.Length > 0 && (end < text.Length || isPrefix))
            {
                joined.Append('-');
            }

            i = end;
        }

        return joined.ToString();
    }

    // The end of the dashes and spaces that begin here.
    private static int EndOfGap(string text, int start, Func<char, bool> isDash, out bool hasDash)
    {
        hasDash = false;
        var end = start;
        for (; end < text.Length; end++)
        {
            if (isDash(text[end]))
                hasDash = true;
            else if (!char.IsWhiteSpace(text[end]))
                break;
        }

        return end;
    }

    private static bool IsDash(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation || c == Minus;

    private static bool IsInvisible(char c) => c is SoftHyphen or ZeroWidthSpace or WordJoiner or ByteOrderMark;
}
