namespace MlPipeline.NGrams;

/// <summary>
/// An n-gram model with interpolated modified Kneser-Ney smoothing (Chen and Goodman 1998): the strongest model that
/// only counts. Below the highest order it counts in how many different contexts an n-gram stands, not how often.
/// </summary>
/// <remarks>
/// A name has one start symbol; n-grams that begin with it have only one context and keep their plain counts.
/// Under the lowest order lies the uniform distribution, so that symbols never seen are possible too.
/// Immutable, and so safe for any number of threads.
/// </remarks>
internal sealed class KneserNey : IBaseline
{
    /// <summary>Highest order that <see cref="FitBestOrder"/> tries unless told otherwise.</summary>
    public const int DefaultHighestOrder = 7;

    private readonly DiscountedLevel[] _levels;

    private KneserNey(DiscountedLevel[] levels, int symbolCount) => (_levels, SymbolCount) = (levels, symbolCount);

    /// <summary>Gets <c>Kneser-Ney</c> and the order.</summary>
    public string Name => $"Kneser-Ney {Order}-gram";

    /// <inheritdoc/>
    public int SymbolCount { get; }

    /// <summary>Gets the length of the longest n-gram in symbols: the next one, and <see cref="Order"/> − 1 before it.</summary>
    public int Order => _levels.Length;

    /// <summary>Counts n-grams and estimates the discounts.</summary>
    /// <param name="names">At least one name: symbol ids in [0, <paramref name="symbolCount"/>), without boundaries.</param>
    /// <param name="symbolCount">Number of symbols without the end of the name, at least 1.</param>
    /// <param name="order">Length of the longest n-gram in symbols, 1 to 8.</param>
    /// <exception cref="ArgumentException">There are no names.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number or an id is outside its range.</exception>
    public static KneserNey Fit(IReadOnlyList<int[]> names, int symbolCount, int order) =>
        FitOrders(names, symbolCount, order).Last();

    /// <summary>Fits every order and chooses the one that suits other names best, the lower of equals.</summary>
    /// <param name="train">The names to count, as in <see cref="Fit"/>.</param>
    /// <param name="validation">At least one name to choose by.</param>
    /// <param name="symbolCount">Number of symbols without the end of the name, at least 1.</param>
    /// <param name="highestOrder">Highest order to try, 1 to 8.</param>
    /// <exception cref="ArgumentException">There are no names to count or to choose by.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number or an id is outside its range.</exception>
    public static KneserNey FitBestOrder(
        IReadOnlyList<int[]> train, IReadOnlyList<int[]> validation, int symbolCount, int highestOrder = DefaultHighestOrder)
    {
        Symbols.RequireNames(train, symbolCount);
        Symbols.RequireNames(validation, symbolCount);
        return FitOrders(train, symbolCount, highestOrder).MinBy(candidate => candidate.NatsPerCharacter(validation))!;
    }

    /// <inheritdoc/>
    public double Probability(ReadOnlySpan<int> prefix, int symbol)
    {
        Symbols.Require(prefix, symbol, SymbolCount);

        var (probability, context) = (1 / (SymbolCount + 1.0), 0);
        foreach (var level in _levels)
        {
            context = level.Find(context, prefix);
            if (context < 0)
                break;

            probability = level.Probability(context, symbol, probability);
        }

        return probability;
    }

    // Orders share the counts, and all levels but their highest.
    private static IEnumerable<KneserNey> FitOrders(IReadOnlyList<int[]> names, int symbolCount, int highestOrder)
    {
        var levels = NGramCounter.Count(names, symbolCount, highestOrder);
        var lower = new List<DiscountedLevel>();
        for (var i = 0; i < levels.Length; i++)
        {
            yield return new KneserNey([.. lower, new DiscountedLevel(levels[i], levels[i].Counts)], symbolCount);

            if (i + 1 < levels.Length)
                lower.Add(new DiscountedLevel(levels[i], levels[i].CountContinuations(levels[i + 1])));
        }
    }
}
