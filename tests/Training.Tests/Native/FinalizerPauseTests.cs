using System.Runtime.CompilerServices;
using MlPipeline.Training.Native;
using MlPipeline.Training.Runs;
using Spectre.Console.Testing;

namespace MlPipeline.Training.Tests.Native;

/// <summary>What libtorch reads must not be freed by a finalizer meanwhile.</summary>
public sealed class FinalizerPauseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Nothing_is_finalized_until_the_last_pause_ends()
    {
        var garbage = new Garbage();
        using (FinalizerPause.Begin())
        {
            using (FinalizerPause.Begin())
                Assert.True(garbage.StaysAfterCollection());
            Assert.True(garbage.StaysAfterCollection());
        }

        GC.WaitForPendingFinalizers();
        Assert.Equal(2, garbage.Finalized);
        Assert.True(garbage.GoesAfterCollection());
    }

    [Fact]
    public void Renewed_pause_finalizes_what_has_gathered_and_nothing_after()
    {
        var garbage = new Garbage();
        using var pause = FinalizerPause.Begin();
        Assert.True(garbage.StaysAfterCollection());

        FinalizerPause.Renew();

        Assert.Equal(1, garbage.Finalized);
        Assert.True(garbage.StaysAfterCollection());
    }

    [Fact]
    public void Pause_that_is_ended_twice_ends_no_other()
    {
        var garbage = new Garbage();
        using var lasting = FinalizerPause.Begin();
        var ended = FinalizerPause.Begin();
        ended.Dispose();
        ended.Dispose();

        Assert.True(garbage.StaysAfterCollection());
    }

    [Fact]
    public void Renewal_without_a_pause_starts_none()
    {
        FinalizerPause.Renew();

        Assert.True(new Garbage().GoesAfterCollection());
    }

    [Fact]
    public void Training_is_a_pause_and_ends_it()
    {
        using var console = new TestConsole();
        var clock = new CollectingClock();

        new TrainingRun(Tiny.Request(_folder), console, clock).Run(TestContext.Current.CancellationToken);

        Assert.True(clock.Asked > 0);
        Assert.Equal(0, clock.Finalized);
        Assert.True(new Garbage().GoesAfterCollection());
    }

    public void Dispose() => _folder.Dispose();

    private sealed class CollectingClock : TimeProvider
    {
        public int Asked { get; private set; }

        public int Finalized { get; private set; }

        public override long GetTimestamp()
        {
            Asked++;
            if (!new Garbage().StaysAfterCollection())
                Finalized++;
            return base.GetTimestamp();
        }
    }

    private sealed class Garbage
    {
        private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);
        private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
        private int _finalized;

        public int Finalized => Volatile.Read(ref _finalized);

        public bool StaysAfterCollection() => !IsFinalizedWithin(Moment);

        public bool GoesAfterCollection() => IsFinalizedWithin(Long);

        private bool IsFinalizedWithin(TimeSpan time)
        {
            var before = Finalized;
            Leave();
            GC.Collect();
            return SpinWait.SpinUntil(() => Finalized > before, time);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private void Leave() => _ = new Item(this);

        private sealed class Item(Garbage owner)
        {
            ~Item() => Interlocked.Increment(ref owner._finalized);
        }
    }
}
