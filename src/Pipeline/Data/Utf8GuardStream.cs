using System.Text;
using System.Text.Unicode;

namespace MlPipeline.Data;

/// <summary>
/// Lets UTF-8 text without NULs through and refuses anything else, naming the line. A decoder alone either replaces
/// bad bytes silently or fails without saying where.
/// </summary>
internal sealed class Utf8GuardStream(Stream inner, string source) : Stream
{
    private const int LongestCharacter = 4;
    private readonly byte[] _pending = new byte[2 * LongestCharacter];
    private int _pendingCount;
    private long _line = 1;
    private bool _isFirst = true;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0; // says nothing about the end

        var count = inner.Read(buffer);
        Check(buffer[..count], isLast: count == 0);
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Check(ReadOnlySpan<byte> bytes, bool isLast)
    {
        if (_isFirst && (bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF])))
            throw Refuse("is UTF-16, which its first two bytes tell.");
        _isFirst = false;

        // A character cut by the end of the last buffer is put together with the start of this one.
        while (_pendingCount > 0 && (bytes.Length > 0 || isLast))
        {
            var borrowed = Math.Min(LongestCharacter - _pendingCount, bytes.Length);
            bytes[..borrowed].CopyTo(_pending.AsSpan(_pendingCount));
            var status = Rune.DecodeFromUtf8(_pending.AsSpan(0, _pendingCount + borrowed), out _, out var used);
            if (status == System.Buffers.OperationStatus.NeedMoreData && !isLast)
            {
                _pendingCount += borrowed;
                return;
            }

            if (status != System.Buffers.OperationStatus.Done)
                throw Refuse("is not UTF-8.");
            bytes = bytes[(used - _pendingCount)..];
            _pendingCount = 0;
        }

        var whole = bytes[..WholeCharacters(bytes)];
        if (!Utf8.IsValid(whole) || whole.Contains((byte)0))
            throw FindFault(whole);
        _line += whole.Count((byte)'\n');
        bytes[whole.Length..].CopyTo(_pending);
        _pendingCount = bytes.Length - whole.Length;
    }

    // The count of bytes before a last character that may still be incomplete.
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back < LongestCharacter && back <= bytes.Length; back++)
        {
            var start = bytes.Length - back;
            if ((bytes[start] & 0xC0) != 0x80)
                return Rune.DecodeFromUtf8(bytes[start..], out _, out _) == System.Buffers.OperationStatus.NeedMoreData ? start : bytes.Length;
        }

        return bytes.Length;
    }

    private DataFileException FindFault(ReadOnlySpan<byte> bytes)
    {
        while (Rune.DecodeFromUtf8(bytes, out var rune, out var used) == System.Buffers.OperationStatus.Done)
        {
            if (rune.Value == 0)
                return Refuse("holds a NUL character. Is it a text file?");
            _line += rune.Value == '\n' ? 1 : 0;
            bytes = bytes[used..];
        }

        return Refuse("is not UTF-8.");
    }

    private DataFileException Refuse(string problem) => new(source, _line, $"the text {problem} Save the file as UTF-8 and try again.");
}
