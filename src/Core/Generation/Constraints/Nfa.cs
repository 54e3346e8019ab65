namespace MlPipeline.Generation;

/// <summary>
/// An expression as a nondeterministic automaton (Thompson 1968): a state reads one character of a set, or continues to any of
/// several states without reading. State 0 accepts.
/// </summary>
internal sealed class Nfa
{
    /// <summary>The state behind the whole expression.</summary>
    public const int Accepting = 0;

    private readonly CompileBudget _budget;
    private readonly List<CharacterSet?> _sets = [];
    private readonly List<int[]> _next = [];

    public Nfa(Expression expression, CompileBudget budget)
    {
        _budget = budget;
        New(null, []);
        Start = Add(expression, Accepting);
    }

    /// <summary>Gets the state in front of the whole expression.</summary>
    public int Start { get; }

    /// <summary>Gets the number of states.</summary>
    public int Count => _sets.Count;

    /// <summary>Gets what a state reads; null where it reads nothing.</summary>
    public CharacterSet? SetOf(int state) => _sets[state];

    /// <summary>Gets the states that follow: one behind a character, any number otherwise.</summary>
    public ReadOnlySpan<int> NextOf(int state) => _next[state];

    // Adds the states of an expression in front of the state that follows it, and gives its first.
    private int Add(Expression expression, int next) => expression switch
    {
        Expression.Character one => New(one.Set, [next]),
        Expression.Concatenation sequence => sequence.Parts.Reverse().Aggregate(next, (behind, part) => Add(part, behind)),
        Expression.Alternation choice => New(null, [.. choice.Parts.Select(part => Add(part, next))]),
        Expression.Repetition repeat => AddRepeat(repeat, next),
        _ => throw new NotSupportedException($"{expression.GetType()} is no expression."),
    };

    private int AddRepeat(Expression.Repetition repeat, int next)
    {
        var (entry, copies) = (next, repeat.Min);
        if (repeat.Max is { } max)
        {
            // As ((x)?x)?: whoever stops goes straight to the end.
            for (var i = repeat.Min; i < max; i++)
                entry = New(null, [Add(repeat.Body, entry), next]);
        }
        else
        {
            var loop = New(null, []);
            var body = Add(repeat.Body, loop);
            _next[loop] = [body, next];

            // The first round needs no copy of its own: nested + would double with each level.
            (entry, copies) = repeat.Min == 0 ? (loop, 0) : (body, repeat.Min - 1);
        }

        for (var i = 0; i < copies; i++)
            entry = Add(repeat.Body, entry);
        return entry;
    }

    private int New(CharacterSet? set, int[] next)
    {
        _budget.Check(_sets.Count + 1, CompileBudget.MaxPositions, "positions in one expression");
        _sets.Add(set);
        _next.Add(next);
        return _sets.Count - 1;
    }
}
