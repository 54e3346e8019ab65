using System.Buffers;
using MlPipeline.Models;

namespace MlPipeline.Decoding;

/// <summary>
/// Takes many requests through the model together: all that have come to the same text share one evaluation of it. After each text every
/// request says which token comes next, and the requests are divided by their tokens. Texts are read depth first, as many at once as a
/// model call takes.
/// </summary>
/// <remarks>
/// A request's way depends on nothing but itself and the model: not on the others, the batch size or the number of threads. Memory: a few
/// numbers for each request, and the states of the texts on the way to those that are being read.
/// </remarks>
/// <typeparam name="TPath">What a request sums up on its way; the same for all that come to a text.</typeparam>
/// <param name="model">The model.</param>
/// <param name="batchSize">Most rows of one model call, at least 1.</param>
/// <param name="threads">Threads that read, at least 1.</param>
/// <param name="cancellationToken">Stops the work between two model calls.</param>
internal abstract class SharedReading<TPath>(ICharacterModel model, int batchSize, int threads, CancellationToken cancellationToken)
{
    private readonly TextStack<TPath> _texts = new(model.Manifest, batchSize, threads);
    private int[] _order = [];                                           // the requests of a text lie side by side

    /// <summary>Gets the number of tokens, V.</summary>
    protected int Width => model.Manifest.Vocabulary.Count;

    /// <summary>Reads until every request has ended.</summary>
    /// <param name="starts">The start tokens, each with what is summed up there and the number of its requests.</param>
    protected void Read(IReadOnlyList<(int Token, TPath Path, int Count)> starts)
    {
        _order = [.. Enumerable.Range(0, starts.Sum(start => start.Count))];
        var (first, nothing) = (0, new SharedState(new RecurrentState(model.Manifest, batch: 1)));
        foreach (var (token, path, count) in starts)
        {
            nothing.Hold();
            _texts.Push(new SharedText<TPath>(nothing, token, TextTokens.Empty, path, first, count));
            first += count;
        }

        var helpers = Enumerable.Range(1, threads - 1).Select(_ => Task.Run(Work, CancellationToken.None)).ToArray();
        Work();
        Task.WaitAll(helpers, CancellationToken.None);
        _texts.ThrowIfFailed();
    }

    /// <summary>Says for each request of a text which token comes next.</summary>
    /// <param name="text">The text.</param>
    /// <param name="logits">Logits of the next token, [V].</param>
    /// <param name="requests">Numbers of the requests.</param>
    /// <param name="tokens">Receives a token for each of them; −1 where the request ends here.</param>
    /// <param name="scratch">Room for numbers.</param>
    protected abstract void Choose(
        SharedText<TPath> text, ReadOnlySpan<float> logits, ReadOnlySpan<int> requests, Span<int> tokens, Scratch scratch);

    /// <summary>Takes the requests that chose a token on to the next text, or ends them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="token">The token, or −1.</param>
    /// <param name="logits">Logits of the next token, [V].</param>
    /// <param name="requests">Numbers of the requests that chose it.</param>
    /// <param name="scratch">As <see cref="Choose"/> left it.</param>
    /// <param name="next">What is summed up at the next text.</param>
    /// <returns>Whether there is a next text: false where the requests have ended.</returns>
    protected abstract bool TryFollow(
        SharedText<TPath> text, int token, ReadOnlySpan<float> logits, ReadOnlySpan<int> requests, Scratch scratch, out TPath next);

    private void Work()
    {
        var (scratch, rows) = (new Scratch(Width), new List<SharedText<TPath>>());
        RecurrentState? batch = null;
        try
        {
            while (_texts.TryTake(rows))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (batch?.Batch != rows.Count)
                    batch = new RecurrentState(model.Manifest, rows.Count);
                Read(rows, batch, scratch);
                _texts.Return(scratch.Found, scratch.Released);
            }
        }
        catch (Exception exception)
        {
            _texts.Fail(exception);
        }
    }

    private void Read(List<SharedText<TPath>> rows, RecurrentState batch, Scratch scratch)
    {
        if (scratch.Tokens.Length != rows.Count)
            scratch.Tokens = new long[rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            scratch.Tokens[row] = rows[row].Token;
            rows[row].Before.State.CopyRow(0, batch, row);
        }

        model.Forward(scratch.Tokens, batch, ref scratch.Output);        // [B, 1, V]
        scratch.Found.Clear();
        scratch.Released.Clear();
        for (var row = 0; row < rows.Count; row++)
            Divide(rows[row], row, batch, scratch);
    }

    private void Divide(SharedText<TPath> text, int row, RecurrentState batch, Scratch scratch)
    {
        var logits = scratch.Output.AsSpan(row * Width, Width);
        var requests = _order.AsSpan(text.First, text.Count);
        if (text.Count == 1)
        {
            var token = 0;
            Choose(text, logits, requests, new Span<int>(ref token), scratch);
            Follow(text, token, row, logits, text.First, 1, batch, scratch);
        }
        else
        {
            var tokens = ArrayPool<int>.Shared.Rent(2 * text.Count);
            Choose(text, logits, requests, tokens.AsSpan(0, text.Count), scratch);
            Sort(requests, tokens.AsSpan(0, text.Count), tokens.AsSpan(text.Count, text.Count), scratch.Ends);
            var first = text.First;
            for (var token = -1; token < Width; token++)
            {
                var end = text.First + scratch.Ends[token + 1];
                if (end > first)
                    Follow(text, token, row, logits, first, end - first, batch, scratch);
                first = end;
            }

            ArrayPool<int>.Shared.Return(tokens);
        }

        scratch.After = null;
        if (text.Before.Release())
            scratch.Released.Add(text.Before.State);
    }

    private void Follow(
        SharedText<TPath> text, int token, int row, ReadOnlySpan<float> logits, int first, int count, RecurrentState batch, Scratch scratch)
    {
        if (!TryFollow(text, token, logits, _order.AsSpan(first, count), scratch, out var path))
            return;

        if (scratch.After is null)
        {
            scratch.After = new SharedState(_texts.TakeState());
            batch.CopyRow(row, scratch.After.State, 0);
        }

        scratch.After.Hold();
        scratch.Found.Add(new SharedText<TPath>(scratch.After, token, text.Characters.With(token), path, first, count));
    }

    // By counting; requests of one token stay in their order. The ends count from the text's first request, −1 first.
    private static void Sort(Span<int> requests, ReadOnlySpan<int> tokens, Span<int> sorted, int[] ends)
    {
        Array.Clear(ends);
        foreach (var token in tokens)
            ends[token + 1]++;
        var sum = 0;
        for (var i = 0; i < ends.Length; i++)
            (ends[i], sum) = (sum, sum + ends[i]);                       // the starts
        for (var i = 0; i < tokens.Length; i++)
            sorted[ends[tokens[i] + 1]++] = requests[i];                 // and the ends, when all are in place
        sorted.CopyTo(requests);
    }

    /// <summary>What a thread computes in.</summary>
    protected sealed class Scratch(int width)
    {
        /// <summary>Room for shaped logits, [V].</summary>
        public float[] Shaped { get; } = new float[width];

        /// <summary>Room for sums of weights, [V].</summary>
        public double[] Sums { get; } = new double[width];

        /// <summary>Room for the tokens of the sums, [V].</summary>
        public int[] Ids { get; } = new int[width];

        /// <summary>ln Σ exp of a text's logits.</summary>
        public double LogSum { get; set; }

        internal int[] Ends { get; } = new int[width + 1];

        internal List<SharedText<TPath>> Found { get; } = [];

        internal List<RecurrentState> Released { get; } = [];

        internal SharedState? After { get; set; }

        internal long[] Tokens { get; set; } = [];

        internal float[] Output = [];
    }
}
