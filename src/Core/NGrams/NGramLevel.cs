namespace MlPipeline.NGrams;

/// <summary>The contexts of one length that occur in names, and the symbols that follow them.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="length">Length of the contexts in symbols, the start of the name counting as one.</param>
/// <param name="symbolCount">Id of the boundary: the start in a context, the end as a next symbol.</param>
/// <param name="contexts">Cell (context without its first symbol, that symbol) → context.</param>
/// <param name="ngrams">Cell (context, next symbol) → n-gram.</param>
/// <param name="counts">How often each n-gram occurs.</param>
internal sealed class NGramLevel(int length, int symbolCount, SparseCells contexts, SparseCells ngrams, int[] counts)
{
    /// <summary>Gets the number of contexts.</summary>
    public int ContextCount => contexts.Count;

    /// <summary>Gets the n-grams: cell (context, next symbol) → n-gram.</summary>
    public SparseCells NGrams => ngrams;

    /// <summary>Gets how often each n-gram occurs, at least 1.</summary>
    public int[] Counts => counts;

    /// <summary>Finds the context that ends a prefix.</summary>
    /// <param name="shorter">The context of one symbol less that ends the prefix; 0 for the empty context.</param>
    /// <param name="prefix">The name so far.</param>
    /// <returns>The context, or -1 where it never occurred or would reach beyond the start.</returns>
    public int Find(int shorter, ReadOnlySpan<int> prefix)
    {
        if (length == 0)
            return 0;
        if (length > prefix.Length + 1)
            return -1;

        return contexts.IndexOf(shorter, length > prefix.Length ? symbolCount : prefix[^length]);
    }

    /// <summary>Gets how often a symbol follows a context, at least 0.</summary>
    public int CountOf(int context, int symbol) => ngrams.IndexOf(context, symbol) is >= 0 and var ngram ? counts[ngram] : 0;

    /// <summary>Counts for each n-gram the different symbols that come before it, the start counting as one.</summary>
    /// <remarks>An n-gram that begins at the start has nothing before it and keeps its plain count.</remarks>
    /// <param name="longer">The level of contexts with one symbol more.</param>
    public int[] CountContinuations(NGramLevel longer)
    {
        var continuations = new int[counts.Length];
        for (var context = 0; context < ContextCount; context++)
        {
            var (start, end) = longer.ExtensionsOf(context);
            for (var extension = start; extension < end; extension++)
            {
                var (first, last) = longer.NGrams.CellsOf(extension);
                for (var i = first; i < last; i++)
                    continuations[ngrams.IndexOf(context, longer.NGrams.ColumnOf(i))]++;
            }
        }

        for (var i = 0; i < counts.Length; i++)
            continuations[i] = continuations[i] == 0 ? counts[i] : continuations[i];

        return continuations;
    }

    private (int Start, int End) ExtensionsOf(int shorter) => contexts.CellsOf(shorter);
}
