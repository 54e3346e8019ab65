using System.Collections.Immutable;

namespace MlPipeline.Generation;

/// <summary>What regular expression, pattern, suffix and letters are read as: the syntax tree of a regular language.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>Gets the empty text alone.</summary>
    public static Expression Empty { get; } = new Concatenation([]);

    // Nothing but Empty itself says nothing, so that every other part costs the automaton a state: that bounds its making.
    private bool IsEmpty => this is Concatenation { Parts.IsEmpty: true };

    /// <summary>One part after the other.</summary>
    public static Expression Sequence(IEnumerable<Expression> parts) => parts.Where(part => !part.IsEmpty).ToImmutableArray() switch
    {
        [] => Empty,
        [var only] => only,
        var several => new Concatenation(several),
    };

    /// <summary>Any one of the parts.</summary>
    public static Expression Choice(IReadOnlyList<Expression> parts) => parts is [var only] ? only : new Alternation([.. parts]);

    /// <summary>The body from <paramref name="min"/> to <paramref name="max"/> times; null for any number of times.</summary>
    public static Expression Repeat(Expression body, int min, int? max) =>
        body.IsEmpty || max == 0 ? Empty : new Repetition(body, min, max);

    /// <summary>Any text of these characters, the empty one too.</summary>
    public static Expression AnyTextOf(CharacterSet set) => Repeat(new Character(set), 0, null);

    /// <summary>Gets the sets of all characters in the tree.</summary>
    public IEnumerable<CharacterSet> Sets() => this switch
    {
        Character one => [one.Set],
        Concatenation sequence => sequence.Parts.SelectMany(part => part.Sets()),
        Alternation choice => choice.Parts.SelectMany(part => part.Sets()),
        Repetition repeat => repeat.Body.Sets(),
        _ => throw new NotSupportedException($"{GetType()} is no expression."),
    };

    internal sealed record Character(CharacterSet Set) : Expression;

    internal sealed record Concatenation(ImmutableArray<Expression> Parts) : Expression;

    internal sealed record Alternation(ImmutableArray<Expression> Parts) : Expression;

    internal sealed record Repetition(Expression Body, int Min, int? Max) : Expression;
}
