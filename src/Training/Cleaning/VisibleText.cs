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
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (count++ == Longest)
                return shown.Append('…').ToString();
            if (IsShapeless(rune))
                shown.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩");
            else
                shown.Append(rune);
        }

        return shown.ToString();
    }

    private static bool IsShapeless(Rune rune) => rune.Value != ' ' && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;
}
