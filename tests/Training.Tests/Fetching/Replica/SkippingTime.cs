namespace MlPipeline.Training.Tests.Fetching.Replica;

/// <summary>A clock on which every wait is over at once, and which remembers the waits.</summary>
internal sealed class SkippingTime : TimeProvider
{
    private readonly Lock _lock = new();
    private TimeSpan _passed;

    public List<double> WaitsInSeconds { get; } = [];

    public DateTimeOffset Start { get; init; } = new(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + _passed;

    public override long GetTimestamp() => _passed.Ticks;

    public void Pass(TimeSpan time) => _passed += time;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero)
        {
            lock (_lock)
            {
                WaitsInSeconds.Add(dueTime.TotalSeconds);
                _passed += dueTime;
            }
        }

        return System.CreateTimer(
            callback, state, dueTime >= TimeSpan.Zero ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
