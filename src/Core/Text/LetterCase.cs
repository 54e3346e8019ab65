using System.Globalization;
using System.Text;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Text;

/// <summary>
/// Upper and lower case, the same in every culture. Letters are taken apart for it, because some have a composed form
/// in one case alone: ẗ has no capital, and İ no small letter.
/// </summary>
internal static class LetterCase
{
    /// <summary>Turns all letters to lower case.</summary>
    /// <param name="text">Well-formed text.</param>
    /// <returns>Text in normalisation form C.</returns>
    public static string Lower(string text) =>
        UnicodeForm.Compose(SimpleCase.Lower(UnicodeForm.Decompose(text)));

    /// <summary>Turns the first letter of each word to upper case and the others to lower case.</summary>
    /// <param name="text">Well-formed text.</param>
    /// <returns>Text in normalisation form C.</returns>
    public static string Title(string text)
    {
        var titled = new StringBuilder(text.Length);
        var isInWord = false;
        foreach (var rune in UnicodeForm.Decompose(text).EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                titled.Append(isInWord ? SimpleCase.Lower(rune) : SimpleCase.Upper(rune));
                isInWord = true;
                continue;
            }

            titled.Append(rune);
            isInWord = isInWord && BelongsToWord(rune);
        }

        return UnicodeForm.Compose(titled.ToString());
    }

    private static bool BelongsToWord(Rune rune) => rune.Value is '\'' or '’' || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
}
