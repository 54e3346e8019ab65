using System.Collections.Concurrent;

namespace MlPipeline.Generation;

/// <summary>
/// The excluded names as an automaton that knows how near a text is to all of them at once: the rows of the edit-distance
/// table (Wagner and Fischer 1974) along a tree of names, without what is too far (Schulz and Mihov 2002). Its states are made
/// as they are needed.
/// </summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class Lexicon
{
    // Ints of states and successors that are remembered: about 32 MB.
    private const int MaxRemembered = 8_000_000;

    private readonly int _characters;
    private readonly int _maxEdits;
    private readonly NameTrie _trie;
    private readonly ConcurrentBag<NearNodes> _idle = [];
    private int _remembered;

    /// <param name="names">Character numbers of the excluded names, at least one.</param>
    /// <param name="characters">Characters of the alphabet.</param>
    /// <param name="maxEdits">Edits from a name up to which texts are excluded, 0 to 3.</param>
    public Lexicon(IEnumerable<int[]> names, int characters, int maxEdits)
    {
        (_characters, _maxEdits, _trie) = (characters, maxEdits, new NameTrie(names));
        RarestFirst = [.. Enumerable.Range(0, characters)
            .Concat(Enumerable.Range(1, _trie.Count - 1).Select(_trie.Character).Where(c => c != Alphabet.Unknown))
            .CountBy(c => c).OrderBy(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key)];

        var near = new NearNodes(_trie, maxEdits);
        near.Reach(node: 0, edits: 0);
        Start = near.Take()!;
    }

    /// <summary>Gets the state of the empty text.</summary>
    public LexiconState Start { get; }

    /// <summary>Gets all characters, first those that lead away from the excluded names soonest.</summary>
    public IReadOnlyList<int> RarestFirst { get; }

    /// <summary>Gets the state of a text; null where no excluded name can be reached any more.</summary>
    public LexiconState? After(int[] text) => text.Aggregate<int, LexiconState?>(Start, (at, c) => at is null ? null : Next(at, c));

    /// <summary>Gets the state behind one more character; null where no excluded name can be reached any more.</summary>
    public LexiconState? Next(LexiconState state, int character)
    {
        var next = state.Recall(character);
        if (next is null)
        {
            next = Make(state, character) ?? LexiconState.Far;
            var size = 2 * next.Nodes.Length + (state.IsRemembering ? 0 : 2 * _characters) + 16;
            if (_remembered < MaxRemembered && Interlocked.Add(ref _remembered, size) < MaxRemembered)
                state.Remember(character, next, _characters);
        }

        return next == LexiconState.Far ? null : next;
    }

    private LexiconState? Make(LexiconState state, int character)
    {
        var near = _idle.TryTake(out var idle) ? idle : new NearNodes(_trie, _maxEdits);
        for (var i = 0; i < state.Nodes.Length; i++)
        {
            var (node, edits) = (state.Nodes[i], state.Edits[i]);
            near.Reach(node, edits + 1); // the character is an insertion
            near.ReachChildren(node, edits, character);
        }

        var next = near.Take();
        _idle.Add(near);
        return next;
    }
}
