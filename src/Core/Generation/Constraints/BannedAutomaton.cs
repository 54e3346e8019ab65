namespace MlPipeline.Generation;

/// <summary>
/// Accepts the texts that hold none of the banned ones (Aho and Corasick 1975): a state is the longest end of the text that begins
/// a banned one. No banned text is left once it is complete.
/// </summary>
internal sealed class BannedAutomaton : IAutomaton
{
    private const int None = -1;

    private readonly CompileBudget _budget;
    private readonly int _classes;
    private readonly List<int[]> _next = [];
    private readonly List<bool> _isBanned = [];

    /// <param name="banned">Texts by character classes, none empty. A class must hold one character where a banned text needs it.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="budget">Bounds the states.</param>
    public BannedAutomaton(IEnumerable<int[]> banned, int classes, CompileBudget budget)
    {
        (_budget, _classes) = (budget, classes);
        New();
        foreach (var text in banned)
        {
            var state = text.Aggregate(0, (at, c) => _next[at][c] != None ? _next[at][c] : _next[at][c] = New());
            _isBanned[state] = true;
        }

        Complete();
    }

    public int Next(int state, int characterClass) => _next[state][characterClass] is var next && _isBanned[next] ? IAutomaton.Dead : next;

    public bool Accepts(int state) => true;

    // In order of depth, what is missing is taken from the longest proper end of the state's text.
    private void Complete()
    {
        var (longestEnd, open) = (new int[_next.Count], new Queue<int>([0]));
        while (open.TryDequeue(out var state))
        {
            _isBanned[state] |= _isBanned[longestEnd[state]];
            for (var c = 0; c < _classes; c++)
            {
                var behindEnd = state == 0 ? 0 : _next[longestEnd[state]][c];
                if (_next[state][c] == None)
                {
                    _next[state][c] = behindEnd;
                }
                else
                {
                    longestEnd[_next[state][c]] = behindEnd;
                    open.Enqueue(_next[state][c]);
                }
            }
        }
    }

    private int New()
    {
        _budget.Spend(_classes);
        var row = new int[_classes];
        Array.Fill(row, None);
        _next.Add(row);
        _isBanned.Add(false);
        return _next.Count - 1;
    }
}
