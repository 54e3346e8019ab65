namespace MlPipeline.Text.Unicode;

/// <summary>Korean syllables, which Unicode composes by arithmetic (The Unicode Standard, section 3.12).</summary>
internal static class Hangul
{
    private const int FirstSyllable = 0xAC00;
    private const int FirstLeading = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeTrailing = 0x11A7;
    private const int Leadings = 19;
    private const int Vowels = 21;
    private const int Trailings = 28;
    private const int Syllables = Leadings * Vowels * Trailings;

    /// <summary>Says whether a code point is a vowel or a final consonant, which may compose with what comes before it.</summary>
    public static bool IsTrailing(int codePoint) =>
        codePoint is >= FirstVowel and < FirstVowel + Vowels or > BeforeTrailing and < BeforeTrailing + Trailings;

    /// <summary>Adds the two or three letters of a syllable.</summary>
    /// <returns>False where the code point is no syllable.</returns>
    public static bool Decompose(int codePoint, List<int> letters)
    {
        var index = codePoint - FirstSyllable;
        if (index is < 0 or >= Syllables)
            return false;

        letters.Add(FirstLeading + (index / (Vowels * Trailings)));
        letters.Add(FirstVowel + (index / Trailings % Vowels));
        if (index % Trailings is not 0 and var trailing)
            letters.Add(BeforeTrailing + trailing);
        return true;
    }

    /// <summary>Composes a consonant and a vowel, or a syllable without final consonant and one; null where they don't.</summary>
    public static int? Compose(int first, int second)
    {
        var (leading, vowel) = (first - FirstLeading, second - FirstVowel);
        if (leading is >= 0 and < Leadings && vowel is >= 0 and < Vowels)
            return FirstSyllable + (((leading * Vowels) + vowel) * Trailings);

        var (syllable, trailing) = (first - FirstSyllable, second - BeforeTrailing);
        return syllable is >= 0 and < Syllables && syllable % Trailings == 0 && trailing is > 0 and < Trailings ? first + trailing : null;
    }
}
