using MlPipeline.Batch.Batches;
using MlPipeline.Data;

namespace MlPipeline.Scoring.Tests.Batches;

public sealed class OrderedWindowsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Results_come_in_the_order_of_the_windows(int threads)
    {
        var results = OrderedWindows.Run(Windows(50), threads, window =>
        {
            Thread.Sleep((int)(window.Next.Row % 3));
            return window.Next.Row;
        }, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 50).Select(row => (long)row), results);
    }

    // As when the disk is full: what was worked out ahead is no one's any more.
    [Fact]
    public async Task Caller_that_breaks_off_is_not_kept_waiting_for_results_that_nobody_takes()
    {
        var worked = new CountdownEvent(3);

        var breakOff = Task.Run(
            () =>
            {
                foreach (var _ in OrderedWindows.Run(Windows(50), 2, window => worked.Signal() || true, CancellationToken.None))
                {
                    worked.Wait();
                    break;
                }
            }, TestContext.Current.CancellationToken);

        await breakOff.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(0, worked.CurrentCount);
    }

    [Fact]
    public void Failure_of_the_work_is_thrown() => Assert.Throws<FormatException>(() =>
        OrderedWindows.Run<int>(Windows(9), 2, _ => throw new FormatException(), TestContext.Current.CancellationToken).Count());

    private static IEnumerable<TableWindow> Windows(int count) =>
        Enumerable.Range(0, count).Select(row => new TableWindow([], new TablePosition(row, 0, "")));
}
