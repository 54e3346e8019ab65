using System.Globalization;
using System.Text;

namespace MlPipeline.Text;

/// <summary>Upper and lower case word by word, as names are written: O'Neill, Οδυσσευς, Jean-Luc, ǅemal.</summary>
internal static class WordCase
{
    private const char Mkhedruli = '\u10D0';
    private const char LastMkhedruli = '\u10FF';

    // What is written together with a name that has a capital of its own, in French, Italian, Irish and African names.
    private static readonly string[] Particles = ["d", "l", "o", "m", "n", "dell", "dall", "nell", "degl", "sant", "д", "о"];

    /// <summary>Turns all letters to lower case; a Greek word ends in ς.</summary>
    /// <param name="text">Well-formed text.</param>
    /// <param name="isPrefix">Whether more may follow: then the last word has not ended.</param>
    /// <param name="language">Whose rules come on top.</param>
    /// <returns>Text in normalisation form C.</returns>
    public static string Lower(string text, bool isPrefix, CaseLanguage language)
    {
        var cased = new CasedText(text, isPrefix, language);
        for (var i = 0; i < cased.Count; i++)
            cased.AppendSmall(i);
        return cased.ToString();
    }

    /// <summary>
    /// Makes the first letter of each word a capital and the others small, where a word is all capitals, all small or the one way
    /// round: a word that mixes them otherwise (McDonald, DeShawn) is written so on purpose, and stays.
    /// </summary>
    /// <param name="text">Well-formed text.</param>
    /// <param name="isPrefix">Whether more may follow: then the last word has not ended.</param>
    /// <param name="language">Whose rules come on top.</param>
    /// <returns>Text in normalisation form C.</returns>
    public static string Title(string text, bool isPrefix, CaseLanguage language)
    {
        var cased = new CasedText(text, isPrefix, language);
        for (var i = 0; i < cased.Count;)
        {
            var end = cased.EndOfWord(i);
            if (end == i)
                cased.AppendAsIs(i++);
            else if (IsMixed(cased, i, end))
                AppendMixed(cased, i, end);
            else
                AppendWord(cased, i, end);
            i = Math.Max(i, end);
        }

        return cased.ToString();
    }

    private static void AppendWord(CasedText text, int start, int end)
    {
        var language = text.Language;
        var startsWithApostrophe = CasedText.IsApostrophe(text[start]);
        var isDutchArticle = language == CaseLanguage.Dutch && startsWithApostrophe
            && IsOneOf(text.SmallLetters(start, end), ["t", "s", "n"]);
        var capitalIsDue = !isDutchArticle;
        var isDutchI = false;
        for (var i = start; i < end; i++)
        {
            var rune = text[i];
            if (CasedText.IsApostrophe(rune) && i > start)
            {
                text.AppendAsIs(i);
                capitalIsDue |= language != CaseLanguage.Uzbek && IsOneOf(text.SmallLetters(start, i), Particles);
            }
            else if (isDutchI && rune.Value is ('j' or 'J'))
            {
                text.AppendCapital(i);
                isDutchI = false;
            }
            else if (!Rune.IsLetter(rune) || IsBeforeFirst(rune) || IsCherokee(rune))
            {
                text.AppendAsIs(i);
                capitalIsDue &= !IsCherokee(rune);
            }
            else if (capitalIsDue)
            {
                text.AppendCapital(i);
                (capitalIsDue, isDutchI) = (false, language == CaseLanguage.Dutch && rune.Value is ('i' or 'I'));
            }
            else
            {
                text.AppendSmall(i);
                isDutchI = false;
            }
        }
    }

    // Georgian has capitals for whole words only.
    private static void AppendMixed(CasedText text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (IsGeorgian(text.SmallOf(i)))
                text.AppendSmall(i);
            else
                text.AppendAsIs(i);
        }
    }

    private static bool IsMixed(CasedText text, int start, int end)
    {
        var (capitals, smalls, firstIsCapital) = (0, 0, false);
        for (var i = start; i < end; i++)
        {
            if (!Rune.IsLetter(text[i]) || IsCherokee(text[i]) || IsGeorgian(text.SmallOf(i)))
                continue;
            var (isCapital, isSmall) = (text.IsCapital(i), text.IsSmall(i));
            if (capitals + smalls == 0)
                firstIsCapital = isCapital;
            capitals += isCapital ? 1 : 0;
            smalls += isSmall ? 1 : 0;
        }

        var isTitle = firstIsCapital && capitals == 1;
        var isTheOtherWayRound = !firstIsCapital && smalls == 1 && capitals > 1;
        return capitals > 0 && smalls > 0 && !isTitle && !isTheOtherWayRound;
    }

    // Letters that begin a word without being its first: ʻokina, hamza and the clicks.
    private static bool IsBeforeFirst(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.ModifierLetter || rune.Value is >= 0x1C0 and <= 0x1C3;

    private static bool IsGeorgian(Rune small) => small.Value is >= Mkhedruli and <= LastMkhedruli;

    // Written in one case by nearly everybody, that of Unicode's capitals.
    private static bool IsCherokee(Rune rune) => rune.Value is (>= 0x13A0 and <= 0x13FF) or (>= 0xAB70 and <= 0xABBF);

    private static bool IsOneOf(string letters, string[] words) => words.Contains(letters, StringComparer.Ordinal);
}
