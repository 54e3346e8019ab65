using System.Diagnostics.CodeAnalysis;

namespace MlPipeline.Generation;

/// <summary>Numbers sequences of ints in the order in which they come: the states of automata that are made of others' states.</summary>
internal sealed class StateTable : IEqualityComparer<int[]>
{
    private readonly List<int[]> _keys = [];
    private readonly Dictionary<int[], int> _numbers;

    public StateTable() => _numbers = new(this);

    /// <summary>Gets the number of sequences.</summary>
    public int Count => _keys.Count;

    /// <summary>Gets the sequence with this number.</summary>
    public int[] this[int number] => _keys[number];

    /// <summary>Gets the number of a sequence, a new one where it comes for the first time.</summary>
    /// <param name="key">The sequence; no one may change it afterwards.</param>
    public int NumberOf(int[] key)
    {
        if (_numbers.TryAdd(key, _keys.Count))
            _keys.Add(key);
        return _numbers[key];
    }

    bool IEqualityComparer<int[]>.Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    int IEqualityComparer<int[]>.GetHashCode([DisallowNull] int[] obj)
    {
        var hash = new HashCode();
        foreach (var value in obj)
            hash.Add(value);
        return hash.ToHashCode();
    }
}
