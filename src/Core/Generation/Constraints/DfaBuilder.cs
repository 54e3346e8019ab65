namespace MlPipeline.Generation;

/// <summary>Joins automata to the one that accepts what all of them do, from behind a prefix and up to a number of characters.</summary>
internal sealed class DfaBuilder
{
    private readonly IReadOnlyList<IAutomaton> _parts;
    private readonly CharacterClasses _classes;
    private readonly StateTable _states = new();
    private readonly List<int> _next = [];

    private DfaBuilder(IReadOnlyList<IAutomaton> parts, CharacterClasses classes) => (_parts, _classes) = (parts, classes);

    /// <summary>Builds the automaton.</summary>
    /// <param name="parts">What must accept; none for everything.</param>
    /// <param name="classes">The classes over which the parts step.</param>
    /// <param name="prefix">Characters that are read before the start.</param>
    /// <param name="depth">Characters that will be read at most: states further away are left out.</param>
    /// <param name="budget">Bounds the states.</param>
    /// <returns>Null where nothing is accepted.</returns>
    public static Dfa? Build(IReadOnlyList<IAutomaton> parts, CharacterClasses classes, int[] prefix, int depth, CompileBudget budget)
    {
        var builder = new DfaBuilder(parts, classes);
        var start = prefix.Aggregate<int, int[]?>(new int[parts.Count], (at, c) => at is null ? null : builder.Step(at, classes[c]));
        if (start is null)
            return null;

        builder._states.NumberOf(start);
        builder.Explore(depth, budget);
        return builder.Trim();
    }

    private void Explore(int depth, CompileBudget budget)
    {
        var levelEnd = 1;
        for (var state = 0; state < _states.Count; state++)
        {
            if (state == levelEnd)
                (levelEnd, depth) = (_states.Count, depth - 1);

            budget.Spend(_classes.Count);
            for (var c = 0; c < _classes.Count; c++)
            {
                var next = depth > 0 ? Step(_states[state], c) : null;
                _next.Add(next is null ? IAutomaton.Dead : _states.NumberOf(next));
            }

            budget.Check(_states.Count, CompileBudget.MaxStates, "states");
        }
    }

    private int[]? Step(int[] state, int characterClass)
    {
        var next = new int[state.Length];
        for (var i = 0; i < next.Length; i++)
        {
            next[i] = _parts[i].Next(state[i], characterClass);
            if (next[i] == IAutomaton.Dead)
                return null;
        }

        return next;
    }

    // Keeps the states from which something is accepted.
    private Dfa? Trim()
    {
        var (width, accepts) = (_classes.Count, new bool[_states.Count]);
        for (var state = 0; state < accepts.Length; state++)
            accepts[state] = _parts.Select((part, i) => part.Accepts(_states[state][i])).All(isAccepted => isAccepted);

        var isAlive = Reaching(accepts);
        if (!isAlive[0])
            return null;

        var kept = Enumerable.Range(0, accepts.Length).Where(state => isAlive[state]).ToArray();
        var numbers = new int[accepts.Length];
        Array.Fill(numbers, IAutomaton.Dead);
        for (var number = 0; number < kept.Length; number++)
            numbers[kept[number]] = number;

        var next = new int[kept.Length * width];
        for (var i = 0; i < next.Length; i++)
            next[i] = _next[kept[i / width] * width + i % width] is var old && old != IAutomaton.Dead ? numbers[old] : IAutomaton.Dead;
        return new Dfa(_classes, next, [.. kept.Select(state => accepts[state])]);
    }

    private bool[] Reaching(bool[] accepts)
    {
        var before = new List<int>[accepts.Length];
        for (var state = 0; state < before.Length; state++)
            before[state] = [];
        for (var i = 0; i < _next.Count; i++)
        {
            if (_next[i] != IAutomaton.Dead)
                before[_next[i]].Add(i / _classes.Count);
        }

        var isReaching = accepts.ToArray();
        var open = new Stack<int>(Enumerable.Range(0, accepts.Length).Where(state => accepts[state]));
        while (open.TryPop(out var state))
        {
            foreach (var source in before[state].Where(source => !isReaching[source]))
            {
                isReaching[source] = true;
                open.Push(source);
            }
        }

        return isReaching;
    }
}
