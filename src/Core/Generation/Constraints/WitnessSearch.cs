namespace MlPipeline.Generation;

/// <summary>Looks for one name that the names of the data leave over, so that a request without any is refused at once.</summary>
/// <param name="lookahead">All constraints but novelty.</param>
/// <param name="novelty">The names of the data.</param>
/// <param name="firstCharacter">Token id of the first character.</param>
/// <param name="characters">All characters, first those to try first.</param>
internal sealed class WitnessSearch(Lookahead lookahead, NoveltyCheck novelty, int firstCharacter, IReadOnlyList<int> characters)
{
    /// <summary>Searches for a name.</summary>
    /// <param name="start">State after the prefix.</param>
    /// <param name="prefix">Token ids of the prefix.</param>
    /// <param name="patience">Steps, and fingerprints taken, to spend.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>False where there is none; true also where the search took too long.</returns>
    public bool MayExist(ConstraintState start, int[] prefix, int patience, CancellationToken cancellationToken = default)
    {
        var text = new List<int>(prefix);
        var path = new Stack<(ConstraintState State, int Tried)>([(start, 0)]);
        if (IsName(start, [.. text], ref patience))
            return true;

        while (path.TryPop(out var last))
        {
            cancellationToken.ThrowIfCancellationRequested();
            text.RemoveRange(prefix.Length + path.Count, text.Count - prefix.Length - path.Count);
            for (var i = last.Tried; i < characters.Count; i++)
            {
                if (--patience <= 0)
                    return true;
                if (!lookahead.TryStep(last.State, characters[i], text.Count, out var next))
                    continue;

                text.Add(characters[i] + firstCharacter);
                if (IsName(next, [.. text], ref patience))
                    return true;

                path.Push((last.State, i + 1));
                path.Push((next, 0));
                break;
            }
        }

        return false;
    }

    private bool IsName(ConstraintState state, int[] text, ref int patience)
    {
        patience -= text.Length / 64;
        if (!lookahead.MayEnd(state, text.Length))
            return false;

        patience -= novelty.CostOf(text.Length);
        return patience <= 0 || novelty.IsNew(text);
    }
}
