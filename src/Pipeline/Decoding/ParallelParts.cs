using System.Runtime.ExceptionServices;

namespace MlPipeline.Decoding;

/// <summary>Works on several parts at a time and gives what they answer in the order of the parts.</summary>
internal static class ParallelParts
{
    /// <summary>Runs the work of each part on one of several threads.</summary>
    /// <remarks>An exception arrives as itself, the first where several parts failed, and not in a bundle.</remarks>
    public static IEnumerable<TResult> Run<TPart, TResult>(IReadOnlyList<TPart> parts, int threads, Func<TPart, IEnumerable<TResult>> work)
    {
        using var results = parts
            .AsParallel().AsOrdered().WithDegreeOfParallelism(threads).Select(part => work(part).ToList()).GetEnumerator();
        while (TryMove(results))
        {
            foreach (var result in results.Current)
                yield return result;
        }
    }

    private static bool TryMove<T>(IEnumerator<T> results)
    {
        try
        {
            return results.MoveNext();
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions[0]);
            throw;
        }
    }
}
