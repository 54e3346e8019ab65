using System.IO.Pipes;
using MlPipeline.Batch.Outputs;

namespace MlPipeline.Scoring.Tests.Outputs;

public sealed class ParquetStreamTests
{
    private static readonly OutputColumn[] Text = [new("text", ColumnKind.Text)];

    [Fact]
    public void A_whole_file_has_its_mark_at_both_ends()
    {
        var bytes = ParquetContent.Write(Text, [["a"]]);

        Assert.True(ParquetContent.IsWhole(bytes));
    }

    [Fact]
    public void Without_completion_there_is_no_footer()
    {
        var stream = new MemoryStream();

        using (var writer = new ParquetRowWriter(stream, Text))
        {
            for (var i = 0; i <= ParquetRowWriter.RowGroupRows; i++)
                writer.Write(["a"]);
        }

        Assert.True(stream.Length > 8, "a group is there");
        Assert.False(ParquetContent.IsWhole(stream.ToArray()));
    }

    [Fact]
    public void A_complete_file_takes_no_more_rows_and_the_stream_stays_open()
    {
        var stream = new MemoryStream();
        using var writer = new ParquetRowWriter(stream, Text);

        writer.Complete();

        Assert.Throws<InvalidOperationException>(() => writer.Write(["a"]));
        Assert.Throws<InvalidOperationException>(writer.Complete);
        Assert.True(stream.CanWrite);
    }

    [Fact]
    public void After_an_error_of_the_stream_the_file_cannot_be_completed()
    {
        var stream = new LimitedStream(limit: 100);
        using var writer = new ParquetRowWriter(stream, Text);
        for (var i = 0; i < ParquetRowWriter.RowGroupRows; i++)
            writer.Write([$"{i * 7919 % 100_003}"]);

        Assert.Throws<IOException>(() => writer.Write(["a"]));

        Assert.Throws<InvalidOperationException>(writer.Complete);
        Assert.False(ParquetContent.IsWhole(stream.ToArray()));
    }

    [Fact]
    public async Task A_pipe_gets_the_bytes_of_a_file()
    {
        string[][] rows = [["a"], ["ž"]];
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var end = new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle);

        var received = new MemoryStream();
        var reading = end.CopyToAsync(received);
        using (var writer = new ParquetRowWriter(pipe, Text))
        {
            foreach (var row in rows)
                writer.Write(row);
            writer.Complete();
        }

        pipe.Dispose();
        await reading;

        Assert.Equal(ParquetContent.Write(Text, rows), received.ToArray());
    }

    [Fact]
    public void Writing_waits_for_no_synchronisation_context()
    {
        byte[]? bytes = null;
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new DeafContext());
            using var stream = new FileStream(
                Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.Asynchronous | FileOptions.DeleteOnClose);
            using var writer = new ParquetRowWriter(stream, Text);
            writer.Write(["a"]);
            writer.Complete();
            (stream.Position, bytes) = (0, new byte[stream.Length]);
            stream.ReadExactly(bytes);
        })
        { IsBackground = true };

        thread.Start();

        Assert.True(thread.Join(TimeSpan.FromMinutes(1)));
        Assert.True(ParquetContent.IsWhole(bytes));
    }

    /// <summary>Runs nothing that is posted to it.</summary>
    private sealed class DeafContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }

    private sealed class LimitedStream(int limit) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > limit)
                throw new IOException("No space left on device");
            base.Write(buffer);
        }
    }
}
