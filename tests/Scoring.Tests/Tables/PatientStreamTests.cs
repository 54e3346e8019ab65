using System.IO.Pipes;
using MlPipeline.Batch.Tables;

namespace MlPipeline.Scoring.Tests.Tables;

public sealed class PatientStreamTests
{
    [Fact]
    public void Bytes_are_those_of_the_pipe()
    {
        using var stream = new PatientStream(new MemoryStream([1, 2, 3]), CancellationToken.None);
        var copy = new MemoryStream();

        stream.CopyTo(copy);

        Assert.Equal([1, 2, 3], copy.ToArray());
    }

    [Fact]
    public async Task Waiting_for_a_silent_pipe_ends_when_it_is_interrupted()
    {
        using var silent = new AnonymousPipeServerStream(PipeDirection.Out);
        using var source = new CancellationTokenSource();
        var stream = new PatientStream(new AnonymousPipeClientStream(PipeDirection.In, silent.ClientSafePipeHandle), source.Token);
        var reading = Task.Run(() => stream.Read(new byte[1], 0, 1), TestContext.Current.CancellationToken);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }
}
