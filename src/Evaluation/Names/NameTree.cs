namespace MlPipeline.Evaluation.Names;

/// <summary>
/// Names as a tree of their prefixes, its nodes in ordinal order and flat in memory: the nodes below one follow it at once, so that a
/// walk is a loop, and leaving a prefix out is a jump.
/// </summary>
/// <remarks>Immutable, and so safe for any number of threads.</remarks>
internal sealed class NameTree
{
    private readonly Dictionary<char, int> _letters = [];

    private NameTree(string[] sorted)
    {
        foreach (var letter in sorted.SelectMany(name => name))
            _letters.TryAdd(letter, _letters.Count);
        (Nodes, Longest) = (NodesOf(sorted), sorted.Max(name => name.Length));
    }

    /// <summary>Gets the prefixes in ordinal order; the first is the empty one.</summary>
    public ReadOnlyMemory<Node> Nodes { get; }

    /// <summary>Gets the length of the longest name in characters.</summary>
    public int Longest { get; }

    /// <summary>Builds the tree.</summary>
    /// <param name="sorted">At least one name; distinct, in ordinal order.</param>
    public static NameTree Of(string[] sorted) => new(sorted);

    /// <summary>Computes where each letter of the tree is in a text: bit i for position i.</summary>
    /// <param name="text">At most 64 characters.</param>
    /// <returns>Places of each letter, by <see cref="Node.Letter"/>.</returns>
    public ulong[] PlacesIn(string text)
    {
        var places = new ulong[_letters.Count];
        for (var i = 0; i < text.Length; i++)
        {
            if (_letters.TryGetValue(text[i], out var letter))
                places[letter] |= 1UL << i;
        }

        return places;
    }

    private Node[] NodesOf(string[] sorted)
    {
        var (nodes, path) = (new List<Node> { new(-1, 0) }, new List<int> { 0 });
        for (var i = 0; i < sorted.Length; i++)
        {
            var shared = i == 0 ? 0 : sorted[i - 1].AsSpan().CommonPrefixLength(sorted[i]);
            Close(nodes, path, shared);
            for (var depth = shared; depth < sorted[i].Length; depth++)
            {
                path.Add(nodes.Count);
                nodes.Add(new Node(_letters[sorted[i][depth]], depth + 1) { FirstName = i });
            }

            foreach (var node in path)
                nodes[node] = nodes[node].With(sorted[i].Length);
            nodes[path[^1]] = nodes[path[^1]] with { EndsName = true };
        }

        Close(nodes, path, -1);
        return [.. nodes];
    }

    private static void Close(List<Node> nodes, List<int> path, int depth)
    {
        for (; path.Count > depth + 1; path.RemoveAt(path.Count - 1))
            nodes[path[^1]] = nodes[path[^1]] with { Next = nodes.Count };
    }

    /// <summary>A prefix.</summary>
    /// <param name="Letter">Number of its last character; the empty prefix has none.</param>
    /// <param name="Depth">Its length in characters.</param>
    internal readonly record struct Node(int Letter, int Depth)
    {
        /// <summary>Gets the node after all that begin with this prefix.</summary>
        public int Next { get; init; }

        /// <summary>Gets the index of the first name with this prefix.</summary>
        public int FirstName { get; init; }

        /// <summary>Gets whether the prefix is itself a name, which is then the first with it.</summary>
        public bool EndsName { get; init; }

        /// <summary>Gets the length of the shortest name with this prefix in characters.</summary>
        public int Shortest { get; private init; } = int.MaxValue;

        /// <summary>Gets the length of the longest name with this prefix in characters.</summary>
        public int Longest { get; private init; }

        /// <summary>Adds a name of <paramref name="length"/> characters.</summary>
        public Node With(int length) => this with { Shortest = Math.Min(Shortest, length), Longest = Math.Max(Longest, length) };
    }
}
