using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

public sealed class RunningCallsTests
{
    private int _released;

    [Fact]
    public void Last_call_releases_and_new_ones_are_refused()
    {
        var calls = new RunningCalls(() => _released++);
        Assert.True(calls.TryEnter());
        Assert.True(calls.TryEnter());

        var closing = calls.Close();
        Assert.False(calls.TryEnter());
        calls.Leave();
        Assert.False(closing.IsCompleted);
        Assert.Equal(0, _released);
        calls.Leave();

        Assert.True(closing.IsCompletedSuccessfully);
        Assert.Equal(1, _released);
    }

    [Fact]
    public void Closing_without_calls_releases_at_once_and_only_once()
    {
        var calls = new RunningCalls(() => _released++);
        Assert.True(calls.TryEnter());
        calls.Leave();

        Assert.True(calls.Close().IsCompleted);
        Assert.True(calls.Close().IsCompleted);

        Assert.Equal(1, _released);
    }

    [Fact]
    public async Task Error_of_releasing_is_whose_who_closes()
    {
        var calls = new RunningCalls(() => throw new TimeoutException("scripted"));
        calls.TryEnter();

        var closing = calls.Close();
        calls.Leave();

        await Assert.ThrowsAsync<TimeoutException>(() => closing);
    }

    [Fact]
    public async Task Many_threads_release_once_and_never_under_a_call()
    {
        for (var round = 0; round < 50; round++)
        {
            var (inside, released, wrong) = (0, 0, 0);
            var calls = new RunningCalls(() => Interlocked.Add(ref released, Volatile.Read(ref inside) == 0 ? 1 : 1_000));
            var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                while (calls.TryEnter())
                {
                    Interlocked.Increment(ref inside);
                    Interlocked.Add(ref wrong, Volatile.Read(ref released));
                    Interlocked.Decrement(ref inside);
                    calls.Leave();
                }
            })).ToList();
            await Task.Yield();

            await calls.Close().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            await Task.WhenAll(workers);

            Assert.Equal((1, 0), (released, wrong));
        }
    }
}
