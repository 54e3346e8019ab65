namespace MlPipeline.NGrams;

/// <summary>Takes every symbol and the end for equally likely: what knowing nothing costs, ln (symbols + 1).</summary>
/// <remarks>Immutable, and so safe for any number of threads.</remarks>
internal sealed class UniformBaseline : IBaseline
{
    /// <summary>Makes the baseline.</summary>
    /// <param name="symbolCount">Number of symbols without the end of the name, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no symbols.</exception>
    public UniformBaseline(int symbolCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(symbolCount, 1);
        SymbolCount = symbolCount;
    }

    /// <inheritdoc/>
    public string Name => "uniform";

    /// <inheritdoc/>
    public int SymbolCount { get; }

    /// <inheritdoc/>
    public double Probability(ReadOnlySpan<int> prefix, int symbol)
    {
        Symbols.Require(prefix, symbol, SymbolCount);
        return 1 / (SymbolCount + 1.0);
    }
}
