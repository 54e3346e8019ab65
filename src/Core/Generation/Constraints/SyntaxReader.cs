using System.Text;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>Reads a regular expression or a pattern character by character, and words what is wrong with it.</summary>
/// <param name="kind">What the text is: "regular expression", "pattern".</param>
/// <param name="parameter">The property that holds it.</param>
/// <param name="text">What is read.</param>
/// <param name="alphabet">The characters that names are made of.</param>
internal sealed class SyntaxReader(string kind, string parameter, string text, Alphabet alphabet)
{
    /// <summary>Gets the characters that names are made of.</summary>
    public Alphabet Alphabet => alphabet;

    /// <summary>Gets the index of what comes next, in UTF-16 code units.</summary>
    public int Position { get; private set; }

    /// <summary>Gets whether all is read.</summary>
    public bool AtEnd => Position == text.Length;

    /// <summary>Says whether this comes next.</summary>
    public bool IsNext(string expected) => string.CompareOrdinal(text, Position, expected, 0, expected.Length) == 0;

    /// <summary>Passes over this if it comes next.</summary>
    public bool Take(string expected)
    {
        if (!IsNext(expected))
            return false;

        Position += expected.Length;
        return true;
    }

    /// <summary>Takes the next character.</summary>
    /// <exception cref="UnknownCharacterException">It is half a surrogate pair.</exception>
    public Rune Take()
    {
        if (!Rune.TryGetRuneAt(text, Position, out var rune))
            throw new UnknownCharacterException(text, Position);

        Position += rune.Utf16SequenceLength;
        return rune;
    }

    /// <summary>Takes a whole number; null where no digit comes next. Too large ones come as the largest.</summary>
    public int? TakeNumber()
    {
        long? number = null;
        for (; !AtEnd && char.IsAsciiDigit(text[Position]); Position++)
            number = Math.Min((number ?? 0) * 10 + (text[Position] - '0'), int.MaxValue);
        return (int?)number;
    }

    /// <summary>Gets the expression of one character that names must hold.</summary>
    /// <exception cref="UnknownCharacterException">The vocabulary lacks it.</exception>
    public Expression Literal(Rune rune, int position) => alphabet.NumberOf(rune) is var number && number != Alphabet.Unknown
        ? new Expression.Character(alphabet.Single(number))
        : throw new UnknownCharacterException(text, position);

    /// <summary>Gets what was read since a position.</summary>
    public string Since(int start) => text[start..Position];

    /// <summary>Words an error: "The pattern 'a[b' has … at position 1: …".</summary>
    public ArgumentException Error(int position, string found, string advice) =>
        new($"The {kind} '{MessageText.Shorten(text)}' has {found} at position {position}: {advice}", parameter);
}
