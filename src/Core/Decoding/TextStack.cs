using System.Runtime.ExceptionServices;
using MlPipeline.Models;

namespace MlPipeline.Decoding;

/// <summary>
/// The texts that wait to be read, the last found first, and states that no text needs any more. Safe for the threads that read.
/// </summary>
/// <param name="manifest">The model's manifest.</param>
/// <param name="batchSize">Most texts that are taken at once.</param>
/// <param name="threads">The number of threads that take.</param>
internal sealed class TextStack<TPath>(ModelManifest manifest, int batchSize, int threads)
{
    private readonly Stack<SharedText<TPath>> _texts = [];               // guards the others
    private readonly Stack<RecurrentState> _free = [];
    private int _reading;                                                // threads that may still find texts
    private ExceptionDispatchInfo? _failure;

    /// <summary>Adds a text before the work begins.</summary>
    public void Push(SharedText<TPath> text) => _texts.Push(text);

    /// <summary>
    /// Takes texts to read; few texts are divided among the threads. Waits where there are none while others may still find some.
    /// </summary>
    /// <param name="rows">Receives them.</param>
    /// <returns>
    /// Whether there are any, after which <see cref="Return"/> or <see cref="Fail"/> is due; false when all are read, and after a failure.
    /// </returns>
    public bool TryTake(List<SharedText<TPath>> rows)
    {
        rows.Clear();
        lock (_texts)
        {
            while (_texts.Count == 0 && _reading > 0 && _failure is null)
                Monitor.Wait(_texts);
            if (_texts.Count == 0 || _failure is not null)
                return false;

            for (var room = Math.Clamp((_texts.Count + threads - 1) / threads, 1, batchSize); room > 0; room--)
                rows.Add(_texts.Pop());
            _reading++;
            return true;
        }
    }

    /// <summary>Says that the texts that were taken are read.</summary>
    /// <param name="found">Texts that continue them.</param>
    /// <param name="released">States that no text needs any more.</param>
    public void Return(List<SharedText<TPath>> found, List<RecurrentState> released)
    {
        lock (_texts)
        {
            found.ForEach(_texts.Push);
            released.ForEach(_free.Push);
            _reading--;
            Monitor.PulseAll(_texts);
        }
    }

    /// <summary>Ends the work of all threads: the texts that were taken can't be read.</summary>
    public void Fail(Exception exception)
    {
        lock (_texts)
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
            _reading--;
            Monitor.PulseAll(_texts);
        }
    }

    /// <summary>Throws the first failure, if there was one.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    /// <summary>Gets a state of a batch of 1, with any numbers in it.</summary>
    public RecurrentState TakeState()
    {
        lock (_texts)
        {
            if (_free.TryPop(out var state))
                return state;
        }

        return new RecurrentState(manifest, batch: 1);
    }
}
