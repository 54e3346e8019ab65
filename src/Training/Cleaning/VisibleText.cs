using System.Globalization;
using System.Text;

namespace MlPipeline.Training.Cleaning;

/// <summary>Shows text that may hold anything: what has no shape of its own, or bends the text around it, becomes its number.</summary>
internal static class VisibleText
{
    private const int Longest = 60;

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

    // At an end or beside another: a page would not show it.
    private static bool IsLoose(string text, int position) =>
        position == 0 || position == text.Length - 1 || text[position - 1] == ' ' || text[position + 1] == ' ';

    private static bool IsShapeless(Rune rune) => rune.Value != ' ' && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;
}
