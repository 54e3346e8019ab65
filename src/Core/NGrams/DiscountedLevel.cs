namespace MlPipeline.NGrams;

/// <summary>One order of an interpolated model: discounted counts, and what was taken off shared out by the order below.</summary>
/// <remarks>Immutable.</remarks>
internal sealed class DiscountedLevel
{
    private readonly NGramLevel _level;
    private readonly int[] _counts;    // of each n-gram
    private readonly int[] _totals;    // of each context
    private readonly double[] _shares; // of each context: what the order below shares out, in (0, 1]
    private readonly Discounts _discounts;

    /// <summary>Estimates the discounts of a level.</summary>
    /// <param name="level">The contexts and their n-grams.</param>
    /// <param name="counts">Plain or continuation counts of the n-grams, each at least 1.</param>
    public DiscountedLevel(NGramLevel level, int[] counts)
    {
        (_level, _counts) = (level, counts);
        _totals = level.NGrams.SumRows(counts);
        _discounts = Discounts.Estimate(counts);

        _shares = new double[level.ContextCount];
        for (var context = 0; context < _shares.Length; context++)
        {
            var (start, end) = level.NGrams.CellsOf(context);
            for (var i = start; i < end; i++)
                _shares[context] += _discounts[counts[i]];

            _shares[context] /= _totals[context];
        }
    }

    /// <inheritdoc cref="NGramLevel.Find"/>
    public int Find(int shorter, ReadOnlySpan<int> prefix) => _level.Find(shorter, prefix);

    /// <summary>Computes how likely a symbol follows a context.</summary>
    /// <param name="context">A context of this level.</param>
    /// <param name="symbol">The next symbol, or the end.</param>
    /// <param name="lower">Its probability one order below.</param>
    public double Probability(int context, int symbol, double lower)
    {
        var ngram = _level.NGrams.IndexOf(context, symbol);
        var count = ngram < 0 ? 0 : _counts[ngram];
        return (count - _discounts[count]) / _totals[context] + _shares[context] * lower;
    }
}
