namespace MlPipeline.Generation;

/// <summary>An expression as a deterministic automaton: a state is the set of positions at which the expression may stand.</summary>
internal sealed class SubsetAutomaton : IAutomaton
{
    private const int NotMade = -2;

    private readonly Nfa _nfa;
    private readonly CharacterClasses _classes;
    private readonly CompileBudget _budget;
    private readonly StateTable _subsets = new();
    private readonly List<int[]> _next = [];
    private readonly int[] _seenIn;
    private int _round;

    public SubsetAutomaton(Expression expression, CharacterClasses classes, CompileBudget budget)
    {
        (_nfa, _classes, _budget) = (new Nfa(expression, budget), classes, budget);
        _seenIn = new int[_nfa.Count];
        NumberOf(Closure([_nfa.Start]));
    }

    public int Next(int state, int characterClass)
    {
        var next = _next[state][characterClass];
        return next != NotMade ? next : _next[state][characterClass] = Make(state, characterClass);
    }

    // State 0 of the expression comes first where it is there: subsets ascend.
    public bool Accepts(int state) => _subsets[state][0] == Nfa.Accepting;

    private int Make(int state, int characterClass)
    {
        var (subset, example) = (_subsets[state], _classes.ExampleOf(characterClass));
        _budget.Spend(subset.Length);
        var read = subset.Where(position => _nfa.SetOf(position)?.Contains(example) == true);
        return NumberOf(Closure(read.Select(position => _nfa.NextOf(position)[0])));
    }

    private int NumberOf(int[] subset)
    {
        if (subset.Length == 0)
            return IAutomaton.Dead;

        var number = _subsets.NumberOf(subset);
        if (number == _next.Count)
        {
            _budget.Check(_subsets.Count, CompileBudget.MaxStates, "states for one expression");
            _budget.Spend(subset.Length + _classes.Count);
            var row = new int[_classes.Count];
            Array.Fill(row, NotMade);
            _next.Add(row);
        }

        return number;
    }

    // The positions that read a character or accept, from these on.
    private int[] Closure(IEnumerable<int> from)
    {
        _round++;
        var (open, closure) = (new Stack<int>(from), new List<int>());
        while (open.TryPop(out var position))
        {
            if (_seenIn[position] == _round)
                continue;

            _seenIn[position] = _round;
            _budget.Spend(1);
            if (_nfa.SetOf(position) is not null || position == Nfa.Accepting)
            {
                closure.Add(position);
                continue;
            }

            foreach (var next in _nfa.NextOf(position))
                open.Push(next);
        }

        closure.Sort();
        return [.. closure];
    }
}
