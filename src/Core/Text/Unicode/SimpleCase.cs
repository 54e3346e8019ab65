using System.Text;

namespace MlPipeline.Text.Unicode;

/// <summary>
/// Upper and lower case by Unicode's simple mappings, a letter for a letter, in every culture and with any ICU or none. As in
/// the framework's invariant culture, İ and ı are no pair of another letter.
/// </summary>
public static class SimpleCase
{
    /// <summary>Gets the small letter; the character itself where there is none.</summary>
    /// <param name="rune">Any character.</param>
    public static Rune Lower(Rune rune) => new(UnicodeFacts.SmallOf(rune.Value));

    /// <summary>Gets the capital letter; the character itself where there is none.</summary>
    /// <param name="rune">Any character.</param>
    public static Rune Upper(Rune rune) => new(UnicodeFacts.CapitalOf(rune.Value));

    /// <summary>Turns every letter to lower case; a lone surrogate stays.</summary>
    /// <param name="text">Any text.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static string Lower(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();

        var lower = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                lower.Append(text[i]);
                continue;
            }

            lower.Append(Lower(rune));
            i += rune.Utf16SequenceLength - 1;
        }

        return lower.ToString();
    }
}
