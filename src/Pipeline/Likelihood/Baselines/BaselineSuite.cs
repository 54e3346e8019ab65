namespace MlPipeline.Likelihood.Baselines;

/// <summary>The baselines that a report shows beside a model.</summary>
public static class BaselineSuite
{
    /// <summary>Fits them.</summary>
    /// <param name="train">At least one name to count: symbol ids in [0, <paramref name="symbolCount"/>), without boundaries.</param>
    /// <param name="validation">At least one name, of the same symbols, to choose smoothing and order by.</param>
    /// <param name="symbolCount">Number of symbols without the end of the name, at least 1.</param>
    /// <returns>Uniform, unigram, bigram and Kneser-Ney of the best order, in this order.</returns>
    /// <exception cref="ArgumentException">There are no names to count or to choose by.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no symbols, or an id is outside its range.</exception>
    public static IReadOnlyList<IBaseline> Fit(IReadOnlyList<int[]> train, IReadOnlyList<int[]> validation, int symbolCount) =>
    [
        new UniformBaseline(symbolCount),
        AdditiveNGram.Fit(train, validation, symbolCount, order: 1),
        AdditiveNGram.Fit(train, validation, symbolCount, order: 2),
        KneserNey.FitBestOrder(train, validation, symbolCount),
    ];
}
