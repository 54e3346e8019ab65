namespace MlPipeline.NGrams;

/// <summary>Counts the n-grams of names, one level for each context length.</summary>
/// <remarks>Sorts instead of hashing: exact for any alphabet, and an n-gram takes 8 bytes.</remarks>
internal sealed class NGramCounter
{
    private const int HighestOrder = 8;
    private readonly int _boundary;
    private readonly int[] _text;      // boundary, name, boundary, name, …, boundary
    private readonly int[] _positions; // of predictions that have a context of the current length
    private readonly int[] _contexts;  // of those predictions
    private readonly long[] _keys;
    private int _active;

    private NGramCounter(IReadOnlyList<int[]> names, int symbolCount)
    {
        _boundary = symbolCount;
        _text = [symbolCount, .. names.SelectMany(name => name.Append(symbolCount))];
        _positions = [.. Enumerable.Range(1, _text.Length - 1)];
        _active = _positions.Length;
        _contexts = new int[_active];
        _keys = new long[_active];
    }

    /// <summary>Counts n-grams of 1 to <paramref name="order"/> symbols.</summary>
    /// <param name="names">Symbol ids in [0, <paramref name="symbolCount"/>), without boundaries.</param>
    /// <param name="symbolCount">Number of symbols, and the id of the boundary.</param>
    /// <param name="order">Length of the longest n-gram, 1 to 8: a context of one symbol less, and the next symbol.</param>
    /// <returns>One level for each context length from 0 to <paramref name="order"/> − 1.</returns>
    /// <exception cref="ArgumentException">There are no names.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number or an id is outside its range.</exception>
    public static NGramLevel[] Count(IReadOnlyList<int[]> names, int symbolCount, int order)
    {
        Symbols.RequireNames(names, symbolCount);
        if (order is < 1 or > HighestOrder)
            throw new ArgumentOutOfRangeException(nameof(order), order, $"The order lies in [1, {HighestOrder}].");

        var counter = new NGramCounter(names, symbolCount);
        var levels = new NGramLevel[order];
        var contexts = SparseCells.FromSorted([0], 1, out _); // the empty context
        for (var length = 0; length < order; length++)
        {
            if (length > 0)
                contexts = counter.Lengthen(length, contexts.Count);
            var ngrams = counter.CountNext(contexts.Count, out var counts);
            levels[length] = new NGramLevel(length, symbolCount, contexts, ngrams, counts);
        }

        return levels;
    }

    // Drops what has reached the start of its name, and puts one more symbol in front of the other contexts.
    private SparseCells Lengthen(int length, int shorterCount)
    {
        var kept = 0;
        for (var i = 0; i < _active; i++)
        {
            var position = _positions[i];
            if (length > 1 && _text[position - length + 1] == _boundary)
                continue;

            _keys[kept] = SparseCells.Key(_contexts[i], _text[position - length]);
            _positions[kept++] = position;
        }

        _active = kept;
        Array.Sort(_keys, _positions, 0, kept);
        for (var (i, context) = (0, -1); i < kept; i++)
            _contexts[i] = context += SparseCells.IsNew(_keys, i) ? 1 : 0;

        return SparseCells.FromSorted(_keys.AsSpan(0, kept), shorterCount, out _);
    }

    private SparseCells CountNext(int contextCount, out int[] counts)
    {
        for (var i = 0; i < _active; i++)
            _keys[i] = SparseCells.Key(_contexts[i], _text[_positions[i]]);

        Array.Sort(_keys, 0, _active);
        return SparseCells.FromSorted(_keys.AsSpan(0, _active), contextCount, out counts);
    }
}
