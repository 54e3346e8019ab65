using System.IO.Hashing;
using System.Text;
using MlPipeline.Data;

namespace MlPipeline.Batch.Tables;

/// <summary>
/// Where the records of a CSV file begin, as far as shards need it: every megabyte or so. One scan makes it, which is the only way to
/// know; kept beside the file it lets each shard read its own rows alone.
/// </summary>
internal sealed record RowIndex
{
    private const int ReadSize = 1 << 20;

    /// <summary>Gets the version of the record.</summary>
    public required int Format { get; init; }

    /// <summary>Gets the file's length.</summary>
    public required long Bytes { get; init; }

    /// <summary>Gets the file's SHA-256, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Gets the delimiter: it tells which quotation marks open a field.</summary>
    public required string Delimiter { get; init; }

    /// <summary>Gets whether quoted line feeds end no record.</summary>
    public required bool Multiline { get; init; }

    /// <summary>Gets the number of records, the header and blank rows among them.</summary>
    public required long Records { get; init; }

    /// <summary>Gets the blocks, in order: together they are the file.</summary>
    public required IReadOnlyList<RowBlock> Blocks { get; init; }

    /// <summary>Finds where a record begins.</summary>
    /// <param name="path">The file.</param>
    /// <param name="record">Its number from 0, at most <see cref="Records"/>.</param>
    /// <returns>Its first byte, from the start of the file, and the line that it begins in; no line for the end of the file.</returns>
    /// <exception cref="DataFileException">The file has changed.</exception>
    public (long Offset, long Line) PlaceOf(string path, long record)
    {
        if (record == Records)
            return (Bytes, 0);

        var block = Blocks[BlockOf(record)];
        using var stream = DataFile.Open(path);
        stream.Position = block.Offset;
        var (buffer, ends) = (new byte[ReadSize], new List<int>());
        var scanner = new RecordScanner(Encoding.UTF8.GetBytes(Delimiter), Multiline);
        var (skip, offset, line) = (record - block.Record, block.Offset, block.Line);
        while (skip > 0)
        {
            var count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (count == 0)
                throw Changed(path);

            ends.Clear();
            scanner.Scan(buffer.AsSpan(0, count), 0, ends, isStart: offset == 0);
            var passed = ends.Count >= skip ? ends[(int)skip - 1] : count;
            (skip, offset, line) = (Math.Max(skip - ends.Count, 0), offset + passed, line + buffer.AsSpan(0, passed).Count((byte)'\n'));
        }

        return (offset, line);
    }

    /// <summary>Checks that some records are still what was scanned.</summary>
    /// <param name="path">The file.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="DataFileException">They are not.</exception>
    public void Verify(string path, long first, long count)
    {
        using var stream = DataFile.Open(path);
        var buffer = new byte[ReadSize];
        for (var i = BlockOf(first); i < Blocks.Count && Blocks[i].Record < first + count; i++)
        {
            var (hash, left) = (new XxHash3(), (i + 1 < Blocks.Count ? Blocks[i + 1].Offset : Bytes) - Blocks[i].Offset);
            stream.Position = Blocks[i].Offset;
            while (left > 0 && stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length)) is var read and > 0)
            {
                hash.Append(buffer.AsSpan(0, read));
                left -= read;
            }

            if (left > 0 || HashText(hash) != Blocks[i].Hash)
                throw Changed(path);
        }
    }

    /// <summary>Says whether the blocks can be those of a file: in order from its first byte on, and within it.</summary>
    public bool IsPossible() =>
        Bytes >= 0 && Records >= 0 && Blocks is [{ Record: 0, Offset: 0, Line: 1 }, ..] && Blocks[^1] is var last && last.Record <= Records
            && last.Offset <= Bytes &&
        Blocks.Zip(Blocks.Skip(1))
            .All(pair =>
                pair.First.Record < pair.Second.Record && pair.First.Offset < pair.Second.Offset && pair.First.Line < pair.Second.Line);

    /// <summary>Writes a hash as the blocks have it.</summary>
    internal static string HashText(XxHash3 hash) => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <summary>Says that the file isn't the one that was scanned.</summary>
    internal static DataFileException Changed(string path) => new(path, null,
        $"the file has changed since '{path}{RowIndexFile.Suffix}' was made. Make that again with 'index', and start all shards again.");

    private int BlockOf(long record)
    {
        var (low, high) = (0, Blocks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Blocks[middle].Record <= record ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
