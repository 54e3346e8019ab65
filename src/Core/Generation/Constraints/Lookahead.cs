using System.Collections.Concurrent;

namespace MlPipeline.Generation;

/// <summary>
/// Looks for a way to finish a name. The regular part and the length are looked up; near excluded names a search continues until
/// they are out of reach.
/// </summary>
/// <remarks>Safe for any number of threads.</remarks>
/// <param name="dfa">The regular part.</param>
/// <param name="lengths">Its table of lengths.</param>
/// <param name="lexicon">The excluded names, if any.</param>
/// <param name="minLength">Least length.</param>
internal sealed class Lookahead(Dfa dfa, LengthTable lengths, Lexicon? lexicon, int minLength)
{
    /// <summary>Steps after which a search takes a name for possible.</summary>
    public const int Patience = 20_000;

    // Quick answers are found again as quickly as they are looked up. Each keeps a state of up to thousands of nodes.
    private const int WorthRemembering = 50;
    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<(ConstraintState State, int Length), bool> _remembered = new();

    /// <summary>Takes one more character, if the regular part and the length allow it.</summary>
    public bool TryStep(ConstraintState state, int character, int length, out ConstraintState next)
    {
        next = default;
        var regular = dfa.Next(state.Regular, character);
        if (regular == IAutomaton.Dead || !lengths.CanFinish(regular, length + 1))
            return false;

        next = new ConstraintState(regular, state.Near is null ? null : lexicon!.Next(state.Near, character));
        return true;
    }

    /// <summary>Says whether a text of this state may be a whole name, but for its greatest length.</summary>
    public bool MayEnd(ConstraintState state, int length) =>
        length >= minLength && dfa.Accepts(state.Regular) && state.Near is not { IsExcluded: true };

    /// <summary>Says whether some name ends here or continues from here; also yes where the search takes too long.</summary>
    public bool CanFinish(ConstraintState state, int length)
    {
        if (!lengths.CanFinish(state.Regular, length))
            return false;
        if (state.Near is null || MayEnd(state, length))
            return true;
        if (_remembered.TryGetValue((state, length), out var known))
            return known;

        var (found, steps) = Search(state, length, Patience);
        if (steps > WorthRemembering && _remembered.Count < MaxRemembered)
            _remembered.TryAdd((state, length), found ?? true);
        return found ?? true;
    }

    /// <summary>Searches for a name behind a state that a name may be finished from, as far as the regular part is concerned.</summary>
    /// <returns>Whether there is one, null if the steps didn't suffice to tell; and the steps.</returns>
    public (bool? Found, int Steps) Search(ConstraintState state, int length, int patience, CancellationToken cancellationToken = default)
    {
        if (state.Near is null || MayEnd(state, length))
            return (true, 0);

        var (steps, order, seen) = (0, lexicon!.RarestFirst, new HashSet<(ConstraintState, int)>());
        var path = new Stack<(ConstraintState State, int Length, int Tried)>([(state, length, 0)]);
        while (path.TryPop(out var last))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = last.Tried; i < order.Count; i++)
            {
                if (++steps > patience)
                    return (null, steps);
                if (!TryStep(last.State, order[i], last.Length, out var next))
                    continue;
                if (next.Near is null || MayEnd(next, last.Length + 1))
                    return (true, steps);

                // What was seen before and didn't end the search leads nowhere: a text never comes back to its own length.
                if (!seen.Add((next, last.Length + 1)))
                    continue;
                path.Push(last with { Tried = i + 1 });
                path.Push((next, last.Length + 1, 0));
                break;
            }
        }

        return (false, steps);
    }
}
