using System.Globalization;
using System.Text;

namespace MlPipeline.Corpus.Cleaning;

/// <summary>Characters that are no letters and yet belong to the spelling of names, in one script or another.</summary>
internal static class SpellingSigns
{
    // Between two letters: middle dots (Catalan, Japanese, Chinese), gershayim and the quotation mark typed for it, hyphens of
    // single scripts, and the word separators of Ethiopic and Georgian.
    private const string Inside = "·\u2027\u30FB\uFF65\u05F4\"\u05BE\u058A\u1400\u1806\u30A0\u1361\u10FB";

    // After a letter, at the end of a name too: geresh, Armenian marks, Tibetan syllable ends.
    private const string After = "\u05F3\u055A\u055B\u055C\u055E\u055F\u0F0B\u0F0C";

    // Joiners shape the letters around them: a Persian plural, Sinhala and Malayalam conjuncts, Mongolian vowels.
    private const string Joiners = "\u200C\u200D\u180E";

    // Scripts with joiners come after Latin, Greek, Cyrillic and Armenian.
    private const int FirstJoining = 0x0590;
    private const string AnyScript = " -'’‘\u3007";

    /// <summary>Finds the first character that belongs to no name.</summary>
    /// <param name="name">Normalised name.</param>
    /// <param name="isLithuanian">Whether only what Lithuanian names hold is taken.</param>
    public static Rune? FirstSymbol(string name, bool isLithuanian)
    {
        Rune[] runes = [.. name.EnumerateRunes()];
        for (var i = 0; i < runes.Length; i++)
        {
            var isTaken = IsLetterOrMark(runes[i]) || (isLithuanian ? runes[i].Value is ' ' or '-' or '\'' or '’' : IsSpelling(runes, i));
            if (!isTaken)
                return runes[i];
        }

        return null;
    }

    /// <summary>Says whether a character is a mark on a letter.</summary>
    public static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsSpelling(Rune[] runes, int i)
    {
        var sign = runes[i];
        var followsLetter = i > 0 && IsLetterOrMark(runes[i - 1]);
        if (Is(sign, AnyScript))
            return true;
        if (Is(sign, Joiners))
            return followsLetter && runes[i - 1].Value >= FirstJoining;
        if (Is(sign, After))
            return followsLetter;

        // A quotation mark is one, but inside a Hebrew word.
        return Is(sign, Inside) && followsLetter && i + 1 < runes.Length && IsLetterOrMark(runes[i + 1]) &&
            (sign.Value != '"' || runes[i - 1].Value is >= 0x0590 and <= 0x05FF);
    }

    private static bool IsLetterOrMark(Rune rune) => Rune.IsLetter(rune) || IsMark(rune);

    private static bool Is(Rune rune, string signs) => rune.IsBmp && signs.Contains((char)rune.Value, StringComparison.Ordinal);
}
