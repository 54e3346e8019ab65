using System.Runtime.ExceptionServices;

namespace MlPipeline.Decoding;

/// <summary>Cuts a sequence into parts without losing what came before an error of its source.</summary>
internal static class Parts
{
    /// <summary>Cuts a sequence into parts of equal length, and a last one of what is left.</summary>
    /// <param name="items">Items; where their enumeration fails, those before come as a part, and the error after it.</param>
    /// <param name="length">Items of a part, at least 1.</param>
    public static IEnumerable<IReadOnlyList<T>> Of<T>(IEnumerable<T> items, int length)
    {
        using var next = items.GetEnumerator();
        ExceptionDispatchInfo? failure = null;
        for (var part = new List<T>(); ; part = [])
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
