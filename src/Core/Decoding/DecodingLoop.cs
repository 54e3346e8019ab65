using System.Runtime.ExceptionServices;
using MlPipeline.Models;

namespace MlPipeline.Decoding;

/// <summary>
/// Runs many decoders at once over one prefix tree. Each round evaluates the texts that they ask for in one model call; a
/// decoder that ends makes room for the next at once. What a decoder answers depends on nothing but itself and the
/// model, so neither the batch size nor its neighbours change it.
/// </summary>
internal static class DecodingLoop
{
    // Some decoders wait for texts that others share, and answers wait for their turn: more are alive than rows.
    private const int LivePerRow = 8;

    // Texts that searches keep, all together: 200 MB for 60 tokens. Beyond it only the first continues, and makes room as it ends.
    private const long MostKept = 300_000;

    /// <summary>Runs decoders and gives their answers in their order; what fails, fails behind the answers before it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="decoders">Taken one by one, when there is room.</param>
    /// <param name="batchSize">Most rows of one model call, at least 1.</param>
    /// <param name="cancellationToken">Stops the work between two characters.</param>
    /// <param name="maxLive">Most decoders that are alive at once, for such as keep much in memory; at least 1.</param>
    public static IEnumerable<TResult> Run<TResult>(
        ICharacterModel model, IEnumerable<Decoder<TResult>> decoders, int batchSize, CancellationToken cancellationToken,
        int maxLive = int.MaxValue)
    {
        var tree = new PrefixTree(model, batchSize, cancellationToken);
        var live = new Queue<Decoder<TResult>>();
        using var next = decoders.GetEnumerator();
        var isLast = false;
        ExceptionDispatchInfo? noNext = null;
        while (true)
        {
            var kept = live.Sum(decoder => decoder.Kept);
            while (tree.HasRoom && kept <= MostKept && live.Count < Math.Min((long)batchSize * LivePerRow, maxLive) && !isLast)
            {
                isLast = !Attempt.Next(next, out noNext);
                if (isLast)
                    break;
                next.Current.Advance(tree);
                live.Enqueue(next.Current);
                kept += next.Current.Kept;
            }

            while (live.TryPeek(out var first))
            {
                while (first.Results.TryDequeue(out var result))
                    yield return result;
                if (!first.IsDone)
                    break;
                if (first.Failure is { } failure)
                    ExceptionDispatchInfo.Throw(failure);
                live.Dequeue();
            }

            if (live.Count == 0 && isLast)
            {
                noNext?.Throw();
                yield break;
            }

            tree.Evaluate();
            foreach (var decoder in live.Take(kept <= MostKept ? live.Count : 1))
            {
                if (!decoder.IsDone)
                    decoder.Advance(tree);
            }
        }
    }
}
