namespace MlPipeline.Generation;

/// <summary>Collects the nodes of a tree of names that a text is near to: the working memory of one step. Not thread-safe.</summary>
internal sealed class NearNodes
{
    private const byte Far = byte.MaxValue;

    private readonly NameTrie _trie;
    private readonly int _maxEdits;
    private readonly byte[] _edits;
    private readonly List<int> _reached = [];

    public NearNodes(NameTrie trie, int maxEdits)
    {
        (_trie, _maxEdits, _edits) = (trie, maxEdits, new byte[trie.Count]);
        Array.Fill(_edits, Far);
    }

    /// <summary>Notes that the text becomes a node's by so many edits, and that of what is below it by leaving characters out.</summary>
    public void Reach(int node, int edits)
    {
        if (edits > _maxEdits || edits >= _edits[node])
            return;
        if (_edits[node] == Far)
            _reached.Add(node);

        _edits[node] = (byte)edits;
        if (edits == _maxEdits)
            return;

        var (from, to) = _trie.ChildrenOf(node);
        for (var child = from; child < to; child++)
            Reach(child, edits + 1);
    }

    /// <summary>Notes the children of a node behind one more character: for free where it is theirs, by an edit where it isn't.</summary>
    public void ReachChildren(int node, int edits, int character)
    {
        var (from, to) = _trie.ChildrenOf(node);
        for (var child = from; child < to; child++)
        {
            if (_trie.Character(child) == character)
                Reach(child, edits);
            else if (edits < _maxEdits)
                Reach(child, edits + 1);
        }
    }

    /// <summary>Gives the state of all that was noted, null for nothing, and starts again.</summary>
    public LexiconState? Take()
    {
        if (_reached.Count == 0)
            return null;

        _reached.Sort();
        var (nodes, edits, isExcluded) = (_reached.ToArray(), new byte[_reached.Count], false);
        for (var i = 0; i < nodes.Length; i++)
        {
            edits[i] = _edits[nodes[i]];
            isExcluded |= _trie.IsName(nodes[i]);
            _edits[nodes[i]] = Far;
        }

        _reached.Clear();
        return new LexiconState(nodes, edits, isExcluded);
    }
}
