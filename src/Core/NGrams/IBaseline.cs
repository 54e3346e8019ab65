namespace MlPipeline.NGrams;

/// <summary>A model of names that only counts: what a trained model has to beat.</summary>
/// <remarks>
/// Symbols are the ids [0, <see cref="SymbolCount"/>), and <see cref="SymbolCount"/> itself is the end of the name.
/// The start of a name is known and never predicted. Implementations are immutable, and so safe for any number of threads.
/// </remarks>
internal interface IBaseline
{
    /// <summary>Gets the name that reports show.</summary>
    string Name { get; }

    /// <summary>Gets the number of symbols without the end of the name, at least 1.</summary>
    int SymbolCount { get; }

    /// <summary>Computes how likely a symbol comes next.</summary>
    /// <param name="prefix">The name so far from its start, symbol ids in [0, <see cref="SymbolCount"/>).</param>
    /// <param name="symbol">The next symbol in [0, <see cref="SymbolCount"/>), or <see cref="SymbolCount"/> for the end.</param>
    /// <returns>Probability in (0, 1]; over all symbols and the end they sum to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An id is outside its range.</exception>
    double Probability(ReadOnlySpan<int> prefix, int symbol);
}
