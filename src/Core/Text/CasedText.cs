using System.Globalization;
using System.Text;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Text;

/// <summary>
/// Text whose characters are written one by one in another case. Letters are taken apart for it, so that marks are at hand;
/// a mark that belongs to one case alone (the dot of i) comes and goes with it.
/// </summary>
internal sealed class CasedText
{
    private const int DotAbove = 0x0307;
    private const int ClassAbove = 230;
    private readonly List<Rune> _runes;
    private readonly StringBuilder _text = new();
    private readonly bool _isPrefix;
    private int _dropped = -1;

    /// <summary>Takes text apart.</summary>
    /// <param name="text">Well-formed text.</param>
    /// <param name="isPrefix">Whether more may follow.</param>
    /// <param name="language">Whose rules come on top.</param>
    public CasedText(string text, bool isPrefix, CaseLanguage language) =>
        (_runes, _isPrefix, Language) = ([.. UnicodeForm.Decompose(text).EnumerateRunes()], isPrefix, language);

    /// <summary>Gets whose rules come on top.</summary>
    public CaseLanguage Language { get; }

    /// <summary>Gets the number of characters.</summary>
    public int Count => _runes.Count;

    /// <summary>Gets a character as it was.</summary>
    public Rune this[int i] => _runes[i];

    /// <summary>Says whether a character is an apostrophe of any kind.</summary>
    public static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\uFF07';

    /// <summary>Gets the index after the word that begins at a character; the same index where none does.</summary>
    public int EndOfWord(int start)
    {
        var end = start;
        while (end < Count && BelongsToWord(_runes[end]))
            end++;
        return end;
    }

    /// <summary>Says whether a letter has a small letter that it isn't.</summary>
    public bool IsCapital(int i) => SimpleCase.Lower(_runes[i]) != _runes[i];

    /// <summary>Says whether a letter has a capital that it isn't.</summary>
    public bool IsSmall(int i) =>
        (SimpleCase.Upper(_runes[i]) != _runes[i] && !IsCapital(i)) || (Language == CaseLanguage.Turkish && _runes[i].Value == 'ı');

    /// <summary>Gets a letter's small one.</summary>
    public Rune SmallOf(int i) => SimpleCase.Lower(_runes[i]);

    /// <summary>Gets the letters of a part, small and without marks; ſ, whose capital is S, is s.</summary>
    public string SmallLetters(int start, int end) => string.Concat(
        _runes.GetRange(start, end - start).Where(Rune.IsLetter).Select(letter => SimpleCase.Lower(SimpleCase.Upper(letter)).ToString()));

    /// <summary>Writes a character as it was.</summary>
    public void AppendAsIs(int i)
    {
        if (i != _dropped)
            _text.Append(_runes[i]);
    }

    /// <summary>Writes a character small.</summary>
    public void AppendSmall(int i)
    {
        var rune = _runes[i];
        if (rune.Value == 'Σ')
        {
            _text.Append(IsEndOfGreekWord(i) ? 'ς' : 'σ');
            return;
        }

        if (Language == CaseLanguage.Turkish && rune.Value == 'I')
        {
            _dropped = MarkAfter(i, mark => mark == DotAbove);
            _text.Append(MarkAfter(i, IsAbove) < 0 ? 'ı' : 'i');
            return;
        }

        // Above all that the text itself holds: marks of one class keep their order.
        var isSoftDotted = Language == CaseLanguage.Lithuanian && rune.Value is ('I' or 'J');
        Append(i, SimpleCase.Lower(rune));
        if (isSoftDotted && MarkAfter(i, IsAbove) >= 0 && MarkAfter(i, mark => mark == DotAbove) < 0)
            _text.Append((char)DotAbove);
    }

    /// <summary>Writes a character as the first letter of a word.</summary>
    public void AppendCapital(int i)
    {
        var rune = _runes[i];
        if (Language == CaseLanguage.Lithuanian && rune.Value is ('i' or 'j'))
            _dropped = MarkAfter(i, mark => mark == DotAbove);

        switch (rune.Value)
        {
            // Two letters in one, and the Georgian ones, which begin no word as capitals.
            case >= 0x1C4 and <= 0x1CC or >= 0x1F1 and <= 0x1F3:
                _text.Append((char)(rune.Value < 0x1F1 ? 0x1C5 + ((rune.Value - 0x1C4) / 3 * 3) : 0x1F2));
                break;
            case 'և':
                _text.Append("Եւ");
                break;
            case 'ı' when Language == CaseLanguage.Turkish:
                _text.Append('I');
                break;
            case 'i' when Language == CaseLanguage.Turkish && MarkAfter(i, IsAbove) < 0:
                _text.Append('I').Append((char)DotAbove);
                break;
            default:
                var small = SimpleCase.Lower(rune);
                Append(i, small.Value is >= 0x10D0 and <= 0x10FF ? small : SimpleCase.Upper(rune));
                break;
        }
    }

    /// <summary>Gets what was written, in normalisation form C.</summary>
    public override string ToString() => UnicodeForm.Compose(_text.ToString());

    // Unicode cases marks too: the iota under a Greek vowel is a letter in capitals.
    private void Append(int i, Rune cased)
    {
        if (i != _dropped)
            _text.Append(Rune.IsLetter(_runes[i]) ? cased : _runes[i]);
    }

    private static bool IsAbove(int mark) => UnicodeFacts.ClassOf(mark) == ClassAbove;

    // The first such mark on a letter; -1 where there is none.
    private int MarkAfter(int i, Func<int, bool> isSought)
    {
        for (var mark = i + 1; mark < Count && UnicodeFacts.ClassOf(_runes[mark].Value) != 0; mark++)
        {
            if (isSought(_runes[mark].Value))
                return mark;
        }

        return -1;
    }

    private bool IsEndOfGreekWord(int i)
    {
        var (start, end) = (i, EndOfWord(i));
        while (start > 0 && BelongsToWord(_runes[start - 1]))
            start--;
        return !(_isPrefix && end == Count) && _runes[start..i].Exists(Rune.IsLetter) && !_runes[(i + 1)..end].Exists(Rune.IsLetter);
    }

    private static bool BelongsToWord(Rune rune) =>
        Rune.IsLetter(rune) || IsApostrophe(rune) || rune.Value is '·' or '\u2027' or '\u05F3' or '\u05F4'
            || Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or
                UnicodeCategory.Format;
}
