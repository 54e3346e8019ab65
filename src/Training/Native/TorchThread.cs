namespace MlPipeline.Training.Native;

/// <summary>Runs work with tensors where no signal of the process can hit it.</summary>
/// <remarks>
/// On processors with AVX-512, libtorch 2.10's matrix product for recurrent layers (oneDNN) keeps its stack pointer where
/// a signal's frame overwrites the heap: Ctrl-C aborted three trainings of twelve with "corrupted size vs. prev_size". Linux
/// hands a process's signals to the main thread while that takes them, so the main thread waits and another one trains.
/// </remarks>
internal static class TorchThread
{
    private const int StackBytes = 16 << 20;

    /// <summary>Runs the work on a thread of its own.</summary>
    /// <returns>Its result, or its exception.</returns>
    public static Task<T> Run<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>();
        new Thread(() =>
        {
            try
            {
                result.SetResult(work());
            }
            catch (Exception exception)
            {
                result.SetException(exception);
            }
        }, StackBytes)
        { IsBackground = true, Name = "torch" }.Start();
        return result.Task;
    }
}
