namespace MlPipeline.Generation;

/// <summary>
/// How near a text is to the excluded names: the beginnings of names that it can be turned into by few enough edits, with the
/// fewest edits of each. Texts with equal states stay equally near, whatever is put after them.
/// </summary>
/// <remarks>Immutable but for what it remembers of its own successors; safe for any number of threads.</remarks>
internal sealed class LexiconState : IEquatable<LexiconState>
{
    private readonly int _hash;
    private LexiconState?[]? _successors;

    /// <param name="nodes">Nodes of the names' tree, ascending.</param>
    /// <param name="edits">Fewest edits to the text of each node.</param>
    /// <param name="isExcluded">Whether one of the nodes is a name.</param>
    public LexiconState(int[] nodes, byte[] edits, bool isExcluded)
    {
        (Nodes, Edits, IsExcluded) = (nodes, edits, isExcluded);
        var hash = new HashCode();
        foreach (var node in nodes)
            hash.Add(node);
        hash.AddBytes(edits);
        _hash = hash.ToHashCode();
    }

    /// <summary>Stands for null where successors are remembered: nothing is near.</summary>
    public static LexiconState Far { get; } = new([], [], isExcluded: false);

    /// <summary>Gets the nodes of the names' tree, ascending.</summary>
    public int[] Nodes { get; }

    /// <summary>Gets the fewest edits to the text of each node.</summary>
    public byte[] Edits { get; }

    /// <summary>Gets whether the text itself is too near to an excluded name.</summary>
    public bool IsExcluded { get; }

    /// <summary>Gets whether some successor is remembered.</summary>
    public bool IsRemembering => _successors is not null;

    /// <summary>Gets the state behind one more character where it is remembered.</summary>
    public LexiconState? Recall(int character) =>
        Volatile.Read(ref _successors) is { } successors ? Volatile.Read(ref successors[character]) : null;

    /// <summary>Remembers the state behind one more character.</summary>
    /// <param name="character">Number of the character.</param>
    /// <param name="successor">The state, <see cref="Far"/> for null.</param>
    /// <param name="characters">Characters of the alphabet.</param>
    public void Remember(int character, LexiconState successor, int characters)
    {
        if (_successors is null)
            Interlocked.CompareExchange(ref _successors, new LexiconState?[characters], null);
        Volatile.Write(ref _successors[character], successor);
    }

    public bool Equals(LexiconState? other) => ReferenceEquals(this, other) || (other is not null &&
        _hash == other._hash && Nodes.AsSpan().SequenceEqual(other.Nodes) && Edits.AsSpan().SequenceEqual(other.Edits));

    public override bool Equals(object? obj) => Equals(obj as LexiconState);

    public override int GetHashCode() => _hash;
}
