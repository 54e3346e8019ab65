namespace MlPipeline.Generation;

/// <summary>Names as a tree of characters in flat arrays: node 0 is the root, the children of a node stand side by side.</summary>
internal sealed class NameTrie
{
    private readonly int[] _characters;
    private readonly int[] _firstChild;
    private readonly bool[] _isName;

    /// <param name="names">Character numbers of at least one name, in any order.</param>
    public NameTrie(IEnumerable<int[]> names)
    {
        int[][] sorted = [.. names];
        Array.Sort(sorted, (x, y) => x.AsSpan().SequenceCompareTo(y));

        // Level by level, each node with the range of names that go through it.
        var (characters, firstChild, isName) = (new List<int> { Alphabet.Unknown }, new List<int>(), new List<bool>());
        var open = new Queue<(int From, int To, int Depth)>([(0, sorted.Length, 0)]);
        while (open.TryDequeue(out var range))
        {
            var (from, to, depth) = range;
            firstChild.Add(characters.Count);
            isName.Add(sorted[from].Length == depth);
            while (from < to && sorted[from].Length == depth)
                from++;

            while (from < to)
            {
                var (character, end) = (sorted[from][depth], from + 1);
                while (end < to && sorted[end][depth] == character)
                    end++;

                characters.Add(character);
                open.Enqueue((from, end, depth + 1));
                from = end;
            }
        }

        (_characters, _firstChild, _isName) = ([.. characters], [.. firstChild, characters.Count], [.. isName]);
    }

    /// <summary>Gets the number of nodes.</summary>
    public int Count => _characters.Length;

    /// <summary>Gets the children of a node: from the first to the one before the last.</summary>
    public (int From, int To) ChildrenOf(int node) => (_firstChild[node], _firstChild[node + 1]);

    /// <summary>Gets the last character of a node's text.</summary>
    public int Character(int node) => _characters[node];

    /// <summary>Says whether a node's text is a name.</summary>
    public bool IsName(int node) => _isName[node];
}
