using CsCheck;

namespace MlPipeline.Tests.Likelihood.Baselines;

/// <summary>A small corpus, how it is counted, and a prefix that may or may not occur in it.</summary>
internal sealed record BaselineSample(int SymbolCount, int[][] Names, int Order, int[] Prefix);

internal static class BaselineSamples
{
    // From one empty name over one symbol to repetitive names, in which some symbols never occur.
    public static Gen<BaselineSample> Any { get; } =
        from symbolCount in Gen.Int[1, 5]
        from used in Gen.Int[1, symbolCount]
        from names in Gen.Int[0, used - 1].Array[0, 7].Array[1, 40]
        from order in Gen.Int[1, 8]
        from prefix in Gen.Int[0, symbolCount - 1].Array[0, 9]
        select new BaselineSample(symbolCount, names, order, prefix);
}
