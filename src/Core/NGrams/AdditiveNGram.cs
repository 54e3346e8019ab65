namespace MlPipeline.NGrams;

/// <summary>
/// An n-gram model with additive smoothing (Lidstone 1920): after every context each symbol and the end count as seen
/// <see cref="Smoothing"/> times more than they were.
/// </summary>
/// <remarks>Immutable, and so safe for any number of threads.</remarks>
internal sealed class AdditiveNGram : IBaseline
{
    private static readonly double[] Candidates = [.0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5];
    private readonly NGramLevel[] _levels;
    private readonly int[] _totals; // of each longest context

    private AdditiveNGram(NGramLevel[] levels, int[] totals, int symbolCount, double smoothing) =>
        (_levels, _totals, SymbolCount, Smoothing) = (levels, totals, symbolCount, smoothing);

    /// <summary>Gets <c>unigram</c>, <c>bigram</c>, or <c>additive</c> and the order.</summary>
    public string Name => Order switch { 1 => "unigram", 2 => "bigram", _ => $"additive {Order}-gram" };

    /// <inheritdoc/>
    public int SymbolCount { get; }

    /// <summary>Gets the length of an n-gram in symbols: the next one, and <see cref="Order"/> − 1 before it.</summary>
    public int Order => _levels.Length;

    /// <summary>Gets what is added to every count, above 0.</summary>
    public double Smoothing { get; }

    /// <summary>Counts n-grams.</summary>
    /// <param name="names">At least one name: symbol ids in [0, <paramref name="symbolCount"/>), without boundaries.</param>
    /// <param name="symbolCount">Number of symbols without the end of the name, at least 1.</param>
    /// <param name="order">Length of an n-gram in symbols, 1 to 8; 1 is the unigram, 2 the bigram.</param>
    /// <param name="smoothing">What is added to every count, a finite number above 0.</param>
    /// <exception cref="ArgumentException">There are no names.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number or an id is outside its range.</exception>
    public static AdditiveNGram Fit(IReadOnlyList<int[]> names, int symbolCount, int order, double smoothing)
    {
        if (!double.IsFinite(smoothing) || smoothing <= 0)
            throw new ArgumentOutOfRangeException(nameof(smoothing), smoothing, "Smoothing is a finite number above 0.");

        var levels = NGramCounter.Count(names, symbolCount, order);
        return new AdditiveNGram(levels, levels[^1].NGrams.SumRows(levels[^1].Counts), symbolCount, smoothing);
    }

    /// <summary>Counts n-grams and chooses the smoothing, from 0.0005 to 5, that suits other names best.</summary>
    /// <param name="train">The names to count, as in <see cref="Fit(IReadOnlyList{int[]}, int, int, double)"/>.</param>
    /// <param name="validation">At least one name to choose by.</param>
    /// <param name="symbolCount">Number of symbols without the end of the name, at least 1.</param>
    /// <param name="order">Length of an n-gram in symbols, 1 to 8; 1 is the unigram, 2 the bigram.</param>
    /// <exception cref="ArgumentException">There are no names to count or to choose by.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number or an id is outside its range.</exception>
    public static AdditiveNGram Fit(IReadOnlyList<int[]> train, IReadOnlyList<int[]> validation, int symbolCount, int order)
    {
        Symbols.RequireNames(train, symbolCount);
        Symbols.RequireNames(validation, symbolCount);
        var counted = Fit(train, symbolCount, order, smoothing: 1);

        return Candidates
            .Select(smoothing => new AdditiveNGram(counted._levels, counted._totals, symbolCount, smoothing))
            .MinBy(candidate => candidate.NatsPerCharacter(validation))!;
    }

    /// <inheritdoc/>
    public double Probability(ReadOnlySpan<int> prefix, int symbol)
    {
        Symbols.Require(prefix, symbol, SymbolCount);

        var context = 0;
        foreach (var level in _levels)
        {
            context = level.Find(context, prefix);
            if (context < 0)
                return 1 / (SymbolCount + 1.0);
        }

        var count = _levels[^1].CountOf(context, symbol);
        return (count + Smoothing) / (_totals[context] + Smoothing * (SymbolCount + 1.0));
    }
}
