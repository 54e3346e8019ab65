using System.Runtime.ExceptionServices;

namespace MlPipeline.Decoding;

/// <summary>Works through parts on threads of the pool and gives their results in the order of the parts.</summary>
/// <remarks>
/// As if one thread did all: what fails is thrown as it is, behind the results before it, also where the parts themselves
/// fail to come. Whoever takes no more results stops the work, and waits for it to end.
/// </remarks>
internal static class OrderedWork
{
    /// <summary>Works through parts.</summary>
    /// <param name="parts">Taken one by one, as threads get free.</param>
    /// <param name="threads">Most parts that are under way, at least 1.</param>
    /// <param name="work">Gives the results of a part; told when no one wants them any more.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static IEnumerable<TResult> Run<TPart, TResult>(
        IEnumerable<TPart> parts, int threads, Func<TPart, CancellationToken, IEnumerable<TResult>> work,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var next = parts.GetEnumerator();
        var underWay = new Queue<Task<(List<TResult> Results, ExceptionDispatchInfo? Failure)>>();
        var isLast = false;
        ExceptionDispatchInfo? noNext = null;
        try
        {
            while (true)
            {
                while (underWay.Count < threads && !isLast)
                {
                    isLast = !Attempt.Next(next, out noNext);
                    if (isLast)
                        break;
                    var part = next.Current;
                    underWay.Enqueue(Task.Run(() => Collect(work(part, stop.Token)), CancellationToken.None));
                }

                if (!underWay.TryDequeue(out var first))
                {
                    noNext?.Throw();
                    yield break;
                }

                var (results, failure) = first.GetAwaiter().GetResult();
                foreach (var result in results)
                    yield return result;
                cancellationToken.ThrowIfCancellationRequested();
                failure?.Throw();
            }
        }
        finally
        {
            stop.Cancel();
            Task.WaitAll(underWay, CancellationToken.None);
        }
    }

    private static (List<TResult> Results, ExceptionDispatchInfo? Failure) Collect<TResult>(IEnumerable<TResult> work)
    {
        var results = new List<TResult>();
        try
        {
            results.AddRange(work);
            return (results, null);
        }
        catch (Exception exception)
        {
            return (results, ExceptionDispatchInfo.Capture(exception));
        }
    }
}
