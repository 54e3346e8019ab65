using System.Globalization;
using System.Net;
using System.Text;
using MlPipeline.Text;

namespace MlPipeline.Reporting.Charts;

/// <summary>Text as it may appear in a chart. Names come from anywhere: none of them reaches a picture but through here.</summary>
internal static class ChartText
{
    /// <summary>
    /// Escapes text for element content and attributes; what has no shape of its own, or bends the text around it, becomes its number.
    /// </summary>
    public static string Escape(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsShapeless(rune))
                shown.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩");
            else
                shown.Append(rune);
        }

        return WebUtility.HtmlEncode(shown.ToString());
    }

    /// <summary>A label of one or a few characters: a lone space becomes visible, a mark alone gets a circle to stand on.</summary>
    public static string Label(string text) => text switch
    {
        "" => "∅",
        " " => "␣",
        _ when CharUnicodeInfo.GetUnicodeCategory(text, 0) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => "◌" + text,
        _ => text,
    };

    /// <summary>Cuts text that would be wider than <paramref name="width"/> pixels and ends it with an ellipsis.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="width">Room, in pixels.</param>
    /// <param name="size">Size of the font, in pixels.</param>
    public static string Cut(string text, double width, double size)
    {
        if (Width(text, size) <= width)
            return text;
        var kept = new StringBuilder();
        var room = width - size;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext() && (room -= Width(elements.GetTextElement(), size)) >= 0)
            kept.Append(elements.GetTextElement());
        return kept.Append('…').ToString();
    }

    /// <summary>Estimates the width of text in pixels, rather too wide than too narrow: which font a reader has is not known.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="size">Size of the font, in pixels.</param>
    public static double Width(string text, double size) => size * text.EnumerateRunes().Sum(Share);

    // In em, from DejaVu Sans, the widest of the fonts that the style asks for; a shapeless character is written as ⟨U+0000⟩.
    private static double Share(Rune rune) => rune.Value switch
    {
        _ when IsShapeless(rune) => 6.1,
        'i' or 'j' or 'l' or 'į' or 'f' or 't' or 'I' or ' ' or '.' or ',' or ':' or '\'' or '(' or ')' or '[' or ']' or '-' => 0.4,
        'm' or 'w' or 'M' or 'W' or '%' or '@' or '…' => 1,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark => 0,
        < 0x250 when Rune.IsUpper(rune) => 0.76,
        < 0x600 => 0.64,
        _ => 1.05,
    };

    // A space that doesn't break has its place in charts, as between a number and its unit.
    private static bool IsShapeless(Rune rune) => rune.Value != 0xA0 && VisibleText.IsShapeless(rune);
}
