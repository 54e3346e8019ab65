using System.Runtime.CompilerServices;

namespace MlPipeline.NGrams;

/// <summary>Refuses ids and lists that no baseline can count.</summary>
internal static class Symbols
{
    /// <summary>Requires a prefix of symbols and a next symbol or the end.</summary>
    public static void Require(ReadOnlySpan<int> prefix, int symbol, int symbolCount)
    {
        RequireName(prefix, symbolCount, nameof(prefix));
        if (symbol < 0 || symbol > symbolCount)
        {
            throw new ArgumentOutOfRangeException(nameof(symbol), symbol,
                $"The next symbol lies in [0, {symbolCount}), or is {symbolCount} for the end.");
        }
    }

    /// <summary>Requires at least one name.</summary>
    public static void RequireNames(IReadOnlyList<int[]> names, [CallerArgumentExpression(nameof(names))] string? list = null)
    {
        Argument.NoNulls(names, list);
        if (names.Count == 0)
            throw new ArgumentException("The list holds no names, and at least one is needed.", list);
    }

    /// <summary>Requires at least one name, and symbols alone in all of them.</summary>
    public static void RequireNames(
        IReadOnlyList<int[]> names, int symbolCount, [CallerArgumentExpression(nameof(names))] string? list = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(symbolCount, 1);
        RequireNames(names, list);
        foreach (var name in names)
            RequireName(name, symbolCount, list);
    }

    private static void RequireName(ReadOnlySpan<int> name, int symbolCount, string? argument)
    {
        var position = name.IndexOfAnyExceptInRange(0, symbolCount - 1);
        if (position >= 0)
        {
            throw new ArgumentOutOfRangeException(argument, name[position],
                $"The symbol at position {position} lies outside [0, {symbolCount}).");
        }
    }
}
