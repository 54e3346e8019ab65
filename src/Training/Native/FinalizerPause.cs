using System.Runtime.CompilerServices;

namespace MlPipeline.Training.Native;

/// <summary>Keeps the finalizers of the whole process waiting while tensors are worked with.</summary>
/// <remarks>
/// TorchSharp 0.107.0 passes native handles without keeping their owners alive. The number in <c>x.mul_(0.5)</c> becomes an object
/// that is garbage once its handle was read: a collection during the call lets its finalizer free what libtorch is reading, and the
/// step fails or takes another number (docs/decisions/0025). Collections still happen; only the finalizers of what they found wait.
/// Thread-safe; pauses may overlap, and the last one that ends lets the finalizers run.
/// </remarks>
internal sealed class FinalizerPause : IDisposable
{
    private const int Attempts = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);
    private static readonly Lock Gate = new();
    private static readonly Task ProcessExit = WatchProcessExit();
    private static int _pauses;
    private static Blocker? _blocker;
    private bool _isOver;

    private FinalizerPause()
    {
    }

    /// <summary>Starts a pause; disposing of it ends it.</summary>
    public static FinalizerPause Begin()
    {
        lock (Gate)
        {
            if (_pauses++ == 0)
                Block();
        }

        return new FinalizerPause();
    }

    /// <summary>Lets the finalizers run once and stops them again. Call it where no thread is inside libtorch.</summary>
    /// <remarks>Without it a long pause would gather objects without bound. Does nothing where there is no pause.</remarks>
    public static void Renew()
    {
        lock (Gate)
        {
            if (_pauses == 0)
                return;
            Unblock();
            GC.WaitForPendingFinalizers();
            Block();
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            if (_isOver)
                return;
            _isOver = true;
            if (--_pauses == 0)
                Unblock();
        }
    }

    // A process that exits waits for its finalizer thread: from then on nothing holds that up, not even a pause that begins later.
    private static Task WatchProcessExit()
    {
        var exit = new TaskCompletionSource();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => exit.TrySetResult();
        return exit.Task;
    }

    // Where another finalizer takes all that time, the work continues unprotected rather than never.
    private static void Block()
    {
        _blocker = new Blocker();
        LeaveSentinel(_blocker);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            GC.Collect(0);
            if (_blocker.Entered.Task.Wait(Patience))
                return;
        }
    }

    private static void Unblock()
    {
        _blocker!.Release.SetResult();
        _blocker = null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LeaveSentinel(Blocker blocker) => _ = new Sentinel(blocker);

    private sealed class Blocker
    {
        public TaskCompletionSource Entered { get; } = new();

        public TaskCompletionSource Release { get; } = new();
    }

    private sealed class Sentinel(Blocker blocker)
    {
        ~Sentinel()
        {
            blocker.Entered.SetResult();
            Task.WaitAny(blocker.Release.Task, ProcessExit);
        }
    }
}
