using System.Text;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>
/// The characters of a vocabulary, numbered from 0: token ids less the special ones. All automata here read these
/// numbers.
/// </summary>
internal sealed class Alphabet
{
    /// <summary>Stands for every character that the vocabulary lacks.</summary>
    public const int Unknown = -1;

    private readonly Rune[] _runes;
    private readonly Dictionary<Rune, int> _numbers;
    private readonly Dictionary<int, CharacterSet> _singles = [];

    public Alphabet(Vocabulary vocabulary)
    {
        _runes = [.. vocabulary.Tokens.Skip(vocabulary.FirstCharacter).Select(token => Rune.GetRuneAt(token, 0))];
        _numbers = _runes.Select((rune, number) => (rune, number)).ToDictionary(pair => pair.rune, pair => pair.number);
        All = Where(_ => true);
    }

    /// <summary>Gets the number of characters.</summary>
    public int Count => _runes.Length;

    /// <summary>Gets the set of all characters.</summary>
    public CharacterSet All { get; }

    /// <summary>Collects the characters for which a condition holds.</summary>
    public CharacterSet Where(Func<Rune, bool> isMember) => new(Count, character => isMember(_runes[character]));

    /// <summary>Gets the set of one character; the same object each time, as long expressions repeat their letters.</summary>
    public CharacterSet Single(int character)
    {
        if (!_singles.TryGetValue(character, out var single))
            _singles.Add(character, single = new CharacterSet(Count, other => other == character));
        return single;
    }

    /// <summary>Gets the number of a character, or <see cref="Unknown"/>.</summary>
    public int NumberOf(Rune rune) => _numbers.GetValueOrDefault(rune, Unknown);

    /// <summary>Gets the numbers of a text's characters, <see cref="Unknown"/> for those that the vocabulary lacks.</summary>
    public int[] NumbersOf(string text)
    {
        var numbers = new List<int>(text.Length);
        for (var position = 0; position < text.Length;)
        {
            var isRune = Rune.TryGetRuneAt(text, position, out var rune);
            numbers.Add(isRune ? NumberOf(rune) : Unknown);
            position += isRune ? rune.Utf16SequenceLength : 1;
        }

        return [.. numbers];
    }

    /// <summary>Gets the numbers of a text's characters.</summary>
    /// <exception cref="UnknownCharacterException">The vocabulary lacks one.</exception>
    public int[] KnownNumbersOf(string text)
    {
        var (numbers, position) = (NumbersOf(text), 0);
        foreach (var number in numbers)
        {
            if (number == Unknown)
                throw new UnknownCharacterException(text, position);
            position += _runes[number].Utf16SequenceLength;
        }

        return numbers;
    }
}
