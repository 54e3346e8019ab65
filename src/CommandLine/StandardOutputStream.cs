namespace MlPipeline.CommandLine;

/// <summary>Standard output as bytes, with failures that say what failed.</summary>
/// <param name="inner">The stream; null where it is closed.</param>
internal sealed class StandardOutputStream(Stream? inner) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Refuses a closed standard output before work begins whose results would go there.</summary>
    /// <exception cref="StandardOutputException">It is closed.</exception>
    public static void EnsureOpen(TextWriter output)
    {
        if (output is StreamWriter { BaseStream: StandardOutputStream { IsClosed: true } })
            throw new StandardOutputException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsClosed)
            throw new StandardOutputException();
        try
        {
            inner!.Write(buffer);
            inner.Flush();
        }
        catch (IOException exception) when (ReaderClosedException.Is(exception))
        {
            throw new ReaderClosedException(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StandardOutputException(exception);
        }
    }

    public override void Flush()
    {
        // Nothing is kept back.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private bool IsClosed => inner is null;
}
