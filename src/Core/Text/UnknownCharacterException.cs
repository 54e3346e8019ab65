using System.Text;

namespace MlPipeline.Text;

/// <summary>A name holds a character that the vocabulary lacks.</summary>
public sealed class UnknownCharacterException : MlPipelineException
{
    /// <summary>Describes the first unknown character of a name.</summary>
    /// <param name="name">The normalised name.</param>
    /// <param name="position">Index of the character in <paramref name="name"/>, in UTF-16 code units.</param>
    public UnknownCharacterException(string name, int position)
        : base(
            $"'{MessageText.Shorten(Argument.NotNull(name))}' holds {Describe(name, position)} at position {position}, which the " +
                $"vocabulary lacks. " +
            "Normalise the name first, or retrain with names that use this character.")
    {
        Name = name;
        Position = position;
    }

    /// <summary>Gets the name as it was given to the vocabulary.</summary>
    public string Name { get; }

    /// <summary>Gets the index of the unknown character in <see cref="Name"/>, in UTF-16 code units.</summary>
    public int Position { get; }

    private static string Describe(string name, int position) =>
        Rune.TryGetRuneAt(name, position, out var rune)
            ? $"U+{rune.Value:X4} '{rune}'"
            : $"the lone surrogate U+{(int)name[position]:X4}";
}
