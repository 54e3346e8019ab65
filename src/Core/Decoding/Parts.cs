using System.Runtime.ExceptionServices;

namespace MlPipeline.Decoding;

/// <summary>Cuts a sequence into parts without losing what came before an error of its source.</summary>
internal static class Parts
{
    /// <summary>Items of the first of parts that grow.</summary>
    public const int FirstLength = 64;

    /// <summary>How many times as many items the next of them has.</summary>
    public const int Growth = 32;

    /// <summary>Cuts a sequence into parts of equal length, and a last one of what is left.</summary>
    /// <param name="items">Items; where their enumeration fails, those before come as a part, and the error after it.</param>
    /// <param name="length">Items of a part, at least 1.</param>
    public static IEnumerable<IReadOnlyList<T>> Of<T>(IEnumerable<T> items, int length) => Growing(items, length, length, growth: 1);

    /// <summary>Cuts a sequence into parts that grow, so that the first is there soon and later ones have much in common.</summary>
    /// <param name="items">Items; where their enumeration fails, those before come as a part, and the error after it.</param>
    /// <param name="isHere">Whether all items are in memory; otherwise they may come slowly, and no more than a few are waited for.</param>
    /// <param name="few">How many those are, at least 1.</param>
    /// <param name="most">Most items of a part, at least 1.</param>
    public static IEnumerable<IReadOnlyList<T>> Growing<T>(IEnumerable<T> items, bool isHere, int few, int most)
    {
        var largest = isHere ? most : Math.Min(few, most);
        return Growing(items, Math.Min(FirstLength, largest), largest, Growth);
    }

    private static IEnumerable<IReadOnlyList<T>> Growing<T>(IEnumerable<T> items, int length, int largest, int growth)
    {
        using var next = items.GetEnumerator();
        ExceptionDispatchInfo? failure = null;
        for (var part = new List<T>(); ; part = [], length = (int)Math.Min((long)length * growth, largest))
        {
            while (part.Count < length && Attempt.Next(next, out failure))
                part.Add(next.Current);
            if (part.Count > 0)
                yield return part;
            failure?.Throw();
            if (part.Count < length)
                yield break;
        }
    }
}
