using System.Globalization;
using System.Text;

namespace MlPipeline.Text;

/// <summary>
/// Shows text that may hold anything. Names, labels, paths and web pages come from elsewhere: what would steer a terminal,
/// reorder the text around it or break a line is written as its number, such as ⟨U+001B⟩.
/// </summary>
internal static class VisibleText
{
    private const int Longest = 60;

    /// <summary>Replaces what steers a terminal, reorders text or breaks a line; everything else stays as it is.</summary>
    /// <param name="text">Any text, lone surrogates included.</param>
    /// <param name="kept">Characters that are left alone although they steer, such as a line feed of our own.</param>
    /// <returns><paramref name="text"/> itself where nothing is replaced.</returns>
    public static string Escape(string text, string kept = "") => Replace(text, kept, value => $"⟨U+{value:X4}⟩");

    /// <summary>Does the same to JSON, as the escapes that JSON has: the values stay the same.</summary>
    /// <param name="json">Well-formed JSON, in which such characters come in strings only.</param>
    public static string EscapeJson(string json) => Replace(
        json, "\r\n\t", value =>
            value <= char.MaxValue ? $"\\u{value:X4}" : string.Concat(char.ConvertFromUtf32(value).Select(unit => $"\\u{(int)unit:X4}")));

    /// <summary>Shows one example within a line: what has no shape of its own becomes its number too, and a long text is cut.</summary>
    public static string Of(string text)
    {
        var shown = new StringBuilder();
        var (count, position) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (count++ == Longest)
                return shown.Append('…').ToString();
            if (rune.Value == ' ' && IsLoose(text, position))
                shown.Append('␣');
            else if (IsShapeless(rune))
                shown.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩");
            else
                shown.Append(rune);
            position += rune.Utf16SequenceLength;
        }

        return shown.ToString();
    }

    /// <summary>Writes out combining marks, for which text before and after composing looks the same.</summary>
    public static string WithMarks(string text) => string.Concat(text.Select(c =>
        CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? $"⟨U+{(int)c:X4}⟩" : $"{c}"));

    /// <summary>Whether a character other than the space has no shape of its own, or changes the text around it.</summary>
    public static bool IsShapeless(Rune rune) => rune.Value != ' ' && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or
            UnicodeCategory.ParagraphSeparator or
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;

    private static string Replace(string text, string kept, Func<int, string> write)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;

        StringBuilder? shown = null;
        for (var i = 0; i < text.Length;)
        {
            var isRune = Rune.TryGetRuneAt(text, i, out var rune);
            var (value, length) = isRune ? (rune.Value, rune.Utf16SequenceLength) : (text[i], 1);
            if (!isRune || (IsSteering(rune) && !(rune.IsBmp && kept.Contains((char)value, StringComparison.Ordinal))))
                (shown ??= new StringBuilder(text, 0, i, text.Length + 16)).Append(write(value));
            else
                shown?.Append(text, i, length);
            i += length;
        }

        return shown?.ToString() ?? text;
    }

    // Joiners stay: they are spelling in Persian and in the scripts of India, and hold emoji together.
    private static bool IsSteering(Rune rune) => rune.Value is not (0x200C or 0x200D) && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // At an end or beside another: a page would not show it.
    private static bool IsLoose(string text, int position) =>
        position == 0 || position == text.Length - 1 || text[position - 1] == ' ' || text[position + 1] == ' ';
}
