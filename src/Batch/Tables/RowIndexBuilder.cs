using System.IO.Hashing;
using System.Numerics;
using System.Security.Cryptography;
using MlPipeline.Data;

namespace MlPipeline.Batch.Tables;

/// <summary>Makes the index of a file in one pass: one core looks for the ends of records, another hashes.</summary>
internal sealed class RowIndexBuilder(CsvDialect dialect)
{
    private const int BlockBytes = 1 << 20;
    private const int ReadSize = 4 << 20;

    private readonly RecordScanner _scanner = new(dialect);
    private readonly List<RowBlock> _blocks = [];
    private readonly XxHash3 _hash = new();
    private long _record, _offset;                                       // of the block's first byte
    private long _ended, _lastEnd;                                       // records, and where the last of them ended
    private long _line = 1, _blockLine = 1;                              // of what is read next, and of the block's first byte

    /// <summary>Scans a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DataFileException">The file can't be read.</exception>
    public static RowIndex Scan(string path, CsvDialect dialect, CancellationToken cancellation = default)
    {
        using var stream = DataFile.Open(path);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var builder = new RowIndexBuilder(dialect);
        var (buffer, other, length, hashing) = (new byte[ReadSize], new byte[ReadSize], 0L, Task.CompletedTask);
        while (Read(stream, buffer, path) is var count and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            hashing.Wait(CancellationToken.None);                        // of the buffer that is read into next
            var piece = buffer;
            hashing = Task.Run(() => sha.AppendData(piece, 0, count), CancellationToken.None);
            builder.Add(piece.AsSpan(0, count), length);
            length += count;
            (buffer, other) = (other, buffer);
        }

        hashing.Wait(CancellationToken.None);
        return builder.Complete(length, Convert.ToHexStringLower(sha.GetCurrentHash()));
    }

    private void Add(ReadOnlySpan<byte> bytes, long offset)
    {
        var begin = 0;                                                   // of what the block has in this piece
        for (var at = offset == 0 ? TableHeader.LengthOfMark(bytes) : 0; at < bytes.Length; at += RecordScanner.BlockSize)
        {
            var mask = _scanner.Scan(bytes[at..Math.Min(at + RecordScanner.BlockSize, bytes.Length)]);
            if (mask == 0)
                continue;

            if (offset + at - _offset >= BlockBytes)
            {
                var end = at + BitOperations.TrailingZeroCount(mask) + 1;
                _hash.Append(bytes[begin..end]);
                _line += bytes[begin..end].Count((byte)'\n');
                End();
                (begin, _record, _offset) = (end, _ended + 1, offset + end);
            }

            _ended += BitOperations.PopCount(mask);
            _lastEnd = offset + at + BitOperations.Log2(mask) + 1;
        }

        _hash.Append(bytes[begin..]);
        _line += bytes[begin..].Count((byte)'\n');
    }

    private RowIndex Complete(long length, string sha256)
    {
        if (length > _offset || _blocks.Count == 0)
            End();
        return new RowIndex
        {
            Format = RowIndexFile.Format,
            Bytes = length,
            Sha256 = sha256,
            Delimiter = dialect.Delimiter,
            Multiline = dialect.HasMultilineFields,
            Records = _ended + (length > _lastEnd ? 1 : 0),
            Blocks = _blocks,
        };
    }

    private void End()
    {
        _blocks.Add(new RowBlock(_record, _offset, _blockLine, RowIndex.HashText(_hash)));
        _hash.Reset();
        _blockLine = _line;
    }

    private static int Read(Stream stream, byte[] buffer, string path)
    {
        try
        {
            return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (IOException exception)
        {
            throw new DataFileException(path, null, $"the file can't be read: {exception.Message}", exception);
        }
    }
}
