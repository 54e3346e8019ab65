using System.Globalization;
using System.Text;

namespace MlPipeline.Text;

/// <summary>
/// The marks on Lithuanian letters: those that spell (ą č ę ė į š ų ū ž) and those that dictionaries add to show the
/// stress. The marked letters are those of Unicode's named sequences and of the Lithuanian standard LST 1564.
/// </summary>
internal static class LetterMarks
{
    private const char Grave = '\u0300';
    private const char Acute = '\u0301';
    private const char Tilde = '\u0303';
    private const char DotAbove = '\u0307';
    private const char Ogonek = '\u0328';

    /// <summary>Drops grave, acute and tilde from the letters that can carry stress: vowels, and l m n r (and j).</summary>
    /// <param name="text">Well-formed text.</param>
    /// <returns>Text in normalisation form C.</returns>
    public static string DropStress(string text) => Drop(text, (letter, mark) => mark switch
    {
        Grave or Acute or Tilde => "aeiouyjlmnr".Contains(letter, StringComparison.Ordinal),

        // An i or j keeps its dot under a stress mark, and Unicode writes that as a mark of its own.
        DotAbove => letter is 'i' or 'j',
        _ => false,
    });

    /// <summary>Drops the ogonek of ą and ę; į and ų keep theirs.</summary>
    /// <param name="text">Well-formed text.</param>
    /// <returns>Text in normalisation form C.</returns>
    public static string FoldNasals(string text) => Drop(text, (letter, mark) => mark == Ogonek && (letter is 'a' or 'e'));

    // Asks of each mark with the letter before it, in lower case.
    private static string Drop(string text, Func<char, char, bool> isDropped)
    {
        if (Ascii.IsValid(text))
            return text;

        var kept = new StringBuilder(text.Length);
        var letter = '\0';
        foreach (var c in UnicodeForm.Decompose(text))
        {
            var category = char.GetUnicodeCategory(c);
            if (category == UnicodeCategory.NonSpacingMark && isDropped(letter, c))
                continue;
            if (category != UnicodeCategory.NonSpacingMark)
                letter = char.IsAscii(c) ? char.ToLowerInvariant(c) : '\0';
            kept.Append(c);
        }

        return UnicodeForm.Compose(kept.ToString());
    }
}
