using System.Globalization;

namespace MlPipeline.Generation;

/// <summary>Says from which states of an automaton a name of the right length can still be finished, exactly.</summary>
/// <remarks>
/// Behind the least length a name needs no more than the characters to the nearest end. Before it, the states from which
/// the range can be met are found backwards, one row a character; a row that comes again repeats all that went before it, so
/// that lengths without bound cost no more than the automaton's rhythm.
/// </remarks>
internal sealed class LengthTable
{
    // Steps from state to state while making rows: about a second.
    private const long MaxWork = 100_000_000;
    private const long MaxBits = 200L * 1024 * 1024 * 8;

    private readonly int _min;
    private readonly int _max;
    private readonly int[] _distance;
    private readonly StateTable _rows = new(); // a bit a state
    private readonly int _repeatsFrom;

    /// <param name="dfa">The automaton.</param>
    /// <param name="min">Least length.</param>
    /// <param name="max">Greatest length.</param>
    /// <param name="start">Length in front of the automaton's start, at most <paramref name="max"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GenerationException">The rows take too much time or memory.</exception>
    public LengthTable(Dfa dfa, int min, int max, int start, CancellationToken cancellationToken = default)
    {
        (_min, _max) = (min, max);
        var successors = Enumerable.Range(0, dfa.Count).Select(dfa.Successors).ToArray();
        _distance = Distances(dfa, successors);
        _repeatsFrom = MakeRows(successors, Math.Max(0, min - start), cancellationToken);
    }

    /// <summary>Says whether an accepted name of the right length ends here or continues from here.</summary>
    /// <param name="state">State of the automaton.</param>
    /// <param name="length">Characters so far, at least those in front of the automaton's start.</param>
    public bool CanFinish(int state, int length)
    {
        if (length > _max)
            return false;
        if (length >= _min)
            return _distance[state] <= _max - length;

        var row = _min - length;
        row = row < _rows.Count ? row : _repeatsFrom + (row - _repeatsFrom) % (_rows.Count - _repeatsFrom);
        return Bit(_rows[row], state);
    }

    // Fewest characters to an accepting state, by breadth-first search backwards.
    private static int[] Distances(Dfa dfa, int[][] successors)
    {
        var before = successors.SelectMany((states, source) => states.Select(state => (state, source)))
            .ToLookup(pair => pair.state, pair => pair.source);
        var distance = Enumerable.Range(0, dfa.Count).Select(state => dfa.Accepts(state) ? 0 : int.MaxValue).ToArray();
        var open = new Queue<int>(Enumerable.Range(0, dfa.Count).Where(dfa.Accepts));
        while (open.TryDequeue(out var state))
        {
            foreach (var source in before[state].Where(source => distance[source] == int.MaxValue))
            {
                distance[source] = distance[state] + 1;
                open.Enqueue(source);
            }
        }

        return distance;
    }

    // Row k holds the states from which a name can be finished k characters before the least length. Gives the row that the one
    // after the last would equal.
    private int MakeRows(int[][] successors, int count, CancellationToken cancellationToken)
    {
        var (words, work) = ((successors.Length + 31) / 32, successors.Length + successors.Sum(states => (long)states.Length));
        var row = NewRow(state => _distance[state] <= _max - _min);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (made, number) = (_rows.Count, _rows.NumberOf(row));
            if (number < made || made == count)
                return number;
            if (_rows.Count * work > MaxWork || _rows.Count * 32L * words > MaxBits)
                throw TooLarge(successors.Length);

            var behind = row;
            row = NewRow(state => Array.Exists(successors[state], next => Bit(behind, next)));
        }

        int[] NewRow(Func<int, bool> canFinish)
        {
            var bits = new int[words];
            for (var state = 0; state < successors.Length; state++)
            {
                if (canFinish(state))
                    bits[state / 32] |= 1 << (state % 32);
            }

            return bits;
        }
    }

    private static bool Bit(int[] row, int state) => (row[state / 32] >> (state % 32) & 1) != 0;

    private GenerationException TooLarge(int states) => new(string.Create(CultureInfo.InvariantCulture,
        $"Names of at least {_min:N0} characters take too large a table, as the automaton of the constraints has {states:N0} states. ") +
        "Lower the least length, or shorten the expression.");
}
