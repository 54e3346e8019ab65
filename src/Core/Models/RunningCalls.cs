namespace MlPipeline.Models;

/// <summary>
/// Counts the calls into something native. Once it is closed new calls are refused, and the last one that still runs
/// releases it: released under a running call it would take the process down, without an exception.
/// </summary>
/// <param name="release">Releases what the calls use; run once.</param>
internal sealed class RunningCalls(Action release)
{
    private const long Closed = 1L << 62;

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _state;                                                 // the calls that run, and Closed

    /// <summary>Begins a call; <see cref="Leave"/> ends it.</summary>
    /// <returns>False where it is closed: then there is no call to end.</returns>
    public bool TryEnter()
    {
        for (var state = Interlocked.Read(ref _state); state < Closed;)
        {
            var found = Interlocked.CompareExchange(ref _state, state + 1, state);
            if (found == state)
                return true;
            state = found;
        }

        return false;
    }

    /// <summary>Ends a call that <see cref="TryEnter"/> began.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _state) == Closed)
            Release();
    }

    /// <summary>Refuses new calls, and releases at once where none runs. Any number of times, from any thread.</summary>
    /// <returns>Ends when all is released.</returns>
    public Task Close()
    {
        if (Interlocked.Or(ref _state, Closed) == 0)
            Release();
        return _released.Task;
    }

    // An error belongs to whoever closes, not to the call that happened to be the last.
    private void Release()
    {
        try
        {
            release();
            _released.SetResult();
        }
        catch (Exception exception)
        {
            _released.SetException(exception);
        }
    }
}
