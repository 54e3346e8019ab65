using System.Threading.Tasks.Dataflow;
using MlPipeline.Data;

namespace MlPipeline.Batch.Batches;

/// <summary>Works on several windows at once and gives what came of them in their order.</summary>
internal static class OrderedWindows
{
    /// <summary>Works on windows as they are read, one more than there are threads.</summary>
    /// <param name="windows">Read on the calling thread.</param>
    /// <param name="threads">Windows that are worked on at once, at least 1.</param>
    /// <param name="work">What is done with a window, on any thread.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped; none is under way any more.</exception>
    public static IEnumerable<T> Run<T>(
        IEnumerable<TableWindow> windows, int threads, Func<TableWindow, T> work, CancellationToken cancellation)
    {
        var block = new TransformBlock<TableWindow, T>(work, new ExecutionDataflowBlockOptions
        {
            MaxDegreeOfParallelism = threads,
            EnsureOrdered = true,
        });
        var underWay = 0;
        try
        {
            foreach (var window in windows)
            {
                if (underWay > threads)
                {
                    yield return Receive(block, cancellation);
                    underWay--;
                }

                block.Post(window);
                underWay++;
            }

            for (; underWay > 0; underWay--)
                yield return Receive(block, cancellation);
        }
        finally
        {
            // Where the caller broke off, results wait that no one will take, and a block isn't complete before somebody did.
            block.Complete();
            block.LinkTo(DataflowBlock.NullTarget<T>());
            ((IDataflowBlock)block).Completion.ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private static T Receive<T>(TransformBlock<TableWindow, T> block, CancellationToken cancellation)
    {
        try
        {
            return block.Receive(cancellation);
        }
        catch (InvalidOperationException)
        {
            block.Completion.GetAwaiter().GetResult(); // throws what went wrong
            throw;
        }
    }
}
