namespace MlPipeline.Batch.Tables;

/// <summary>Reads from a pipe that may never send anything again: whoever waits for it can be interrupted nevertheless.</summary>
/// <param name="inner">The pipe, which is closed with this stream.</param>
/// <param name="cancellation">Interrupts the waiting; what was being read is lost then.</param>
internal sealed class PatientStream(Stream inner, CancellationToken cancellation) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="OperationCanceledException">The waiting was interrupted.</exception>
    public override int Read(byte[] buffer, int offset, int count) =>
        Task.Run(() => inner.Read(buffer, offset, count), CancellationToken.None).WaitAsync(cancellation).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // One that still reads would make its closing wait.
        if (disposing && !cancellation.IsCancellationRequested)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
