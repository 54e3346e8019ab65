using System.Security.Cryptography;

namespace MlPipeline.Data;

/// <summary>Reads a CSV file's rows as the bytes that stand there, window by window, in constant memory.</summary>
/// <remarks>
/// Nothing but the header is taken apart or checked: that is done with the windows, by any number of threads. Not
/// thread-safe.
/// </remarks>
internal sealed class TableReader : IDisposable
{
    /// <summary>
    /// Longest record that is kept, in bytes: 16 MB. Where a quotation mark isn't closed, all that follows is one record.
    /// </summary>
    public const int LongestRecord = 16 << 20;

    private const int ReadSize = 256 << 10;
    private const int WindowBytes = 4 << 20;

    private readonly Stream _stream;
    private readonly Func<string, IOException, Exception>? _failure;
    private readonly bool _isStrict;
    private readonly List<int> _ends = [];                               // after each record of the buffer
    private RecordScanner _scanner;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[ReadSize];
    private int _filled;
    private long _row, _offset;                                          // of the buffer's first byte
    private long _skippedLines;                                          // of the record that is being skipped
    private bool _isAtEnd, _isSkipping;

    private TableReader(Stream stream, string source, CsvDialect dialect, Func<string, IOException, Exception>? failure, bool isStrict)
    {
        (_stream, Source, Dialect, _failure, _isStrict) = (stream, source, dialect, failure, isStrict);
        _scanner = new RecordScanner(dialect);
        _filled = Guard(
            () => stream.ReadAtLeast(_buffer.AsSpan(0, TableHeader.LongestMark), TableHeader.LongestMark, throwOnEndOfStream: false));
        _scanner.Scan(_buffer.AsSpan(0, _filled), 0, _ends, isStart: true);
        Fill(maxRows: 1);
        if (_isSkipping)
            throw TooLong(_skippedLines + _buffer.AsSpan(0, Math.Max(_ends[0] - 1, 0)).Count((byte)'\n'));

        Header = TableHeader.Read(_buffer.AsSpan(0, _filled), _ends, source, dialect);
        Consume(Header.Preamble.Length + Header.Record.Length + Header.LineEnd.Length);
        _hash.GetHashAndReset();
        _row = 0;
        Start = Position;
    }

    /// <summary>Gets what errors call the file.</summary>
    public string Source { get; }

    /// <summary>Gets how the file is written.</summary>
    public CsvDialect Dialect { get; }

    /// <summary>Gets what precedes the first row of data.</summary>
    public TableHeader Header { get; }

    /// <summary>Gets where the first row of data begins.</summary>
    public TablePosition Start { get; }

    /// <summary>Gets the line that the next row begins in, counted from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Gets where the next row begins.</summary>
    public TablePosition Position => new(_row, _offset, Convert.ToHexStringLower(_hash.GetCurrentHash()));

    /// <summary>Opens a file.</summary>
    /// <inheritdoc cref="Read"/>
    public static TableReader Open(
        string path, CsvDialect dialect, Func<string, IOException, Exception>? failure = null, bool isStrict = false) =>
        Read(DataFile.Open(path), path, dialect, failure, isStrict);

    /// <summary>Reads from a stream, which is closed with the reader.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="source">What errors call them.</param>
    /// <param name="dialect">How they are written.</param>
    /// <param name="failure">Makes the exception for a disk or a network that fails; null for a <see cref="DataFileException"/>.</param>
    /// <param name="isStrict">
    /// Whether a record that is too long ends the reading at once, with an exception, instead of being passed over.
    /// </param>
    /// <exception cref="DataFileException">There is no such file, or it has no header.</exception>
    public static TableReader Read(
        Stream stream, string source, CsvDialect dialect, Func<string, IOException, Exception>? failure = null, bool isStrict = false)
    {
        try
        {
            return new TableReader(stream, source, dialect, failure, isStrict);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Gives a row the number that people see: counted from 1, with the header.</summary>
    public long NumberOf(long index) => index + (Dialect.HasHeader ? 2 : 1);

    /// <summary>Reads on in windows.</summary>
    /// <param name="maxRows">Most rows of a window, at least 1; fewer where they are long.</param>
    /// <param name="end">Index of the row to stop before; null reads to the end of the file.</param>
    /// <exception cref="DataFileException">Reading fails, or a strict reader meets a record that is too long.</exception>
    public IEnumerable<TableWindow> Windows(int maxRows, long? end = null)
    {
        while (end is null || _row < end)
        {
            Fill(maxRows);
            var count = (int)Math.Min(Math.Min(_ends.Count, maxRows), (end ?? long.MaxValue) - _row);
            if (count == 0)
                yield break;

            var rows = RowsAt(count);
            var (buffer, filled, length) = (_buffer, _filled, _ends[count - 1]);
            _buffer = new byte[Math.Max(ReadSize, filled - length)];     // the rows keep the old one
            buffer.AsSpan(length, filled - length).CopyTo(_buffer);
            _hash.AppendData(buffer, 0, length);
            MoveOn(count, length);
            Line = rows[^1].Line + rows[^1].LineCount;
            yield return new TableWindow(rows, Position);
        }
    }

    /// <summary>Goes to a row, from which on bytes are hashed.</summary>
    /// <param name="row">Its index.</param>
    /// <param name="offset">Its first byte, from the start of the file.</param>
    /// <param name="line">The line that it begins in.</param>
    public void MoveTo(long row, long offset, long line)
    {
        Restart(row, Math.Max(offset, Start.Offset), line);              // a byte order mark belongs to no row
        _hash.GetHashAndReset();
    }

    /// <summary>Continues to where an earlier reading stood, which began at the same row as this one.</summary>
    /// <exception cref="DataFileException">What lies before isn't what the earlier reading read.</exception>
    public void SkipTo(TablePosition position)
    {
        var (left, first, counter) = (position.Offset - _offset, _row, new RecordCounter(Dialect));
        Restart(position.Row, _offset, Line);
        while (left > 0 && Guard(() => _stream.Read(_buffer, 0, (int)Math.Min(left, _buffer.Length))) is var count and > 0)
        {
            _hash.AppendData(_buffer, 0, count);
            Line += _buffer.AsSpan(0, count).Count((byte)'\n');
            left -= count;
            counter.Add(_buffer.AsSpan(0, count));
        }

        _offset = position.Offset;                                       // and the number of a row decides what is drawn for it
        if (left != 0 || Position != position || !counter.Is(position.Row - first, Guard(() => _stream.Position == _stream.Length)))
        {
            throw new DataFileException(Source, null,
                $"the rows before row {NumberOf(position.Row)} are not those that the unfinished run has read. Restore the file, or " +
                    $"begin a new run.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
    }

    private RawRow[] RowsAt(int count)
    {
        var rows = new RawRow[count];
        for (var i = 0; i < count; i++)
            rows[i] = RowAt(i, i == 0 ? Line : rows[i - 1].Line + rows[i - 1].LineCount);
        return rows;
    }

    private RawRow RowAt(int i, long line)
    {
        var start = i == 0 ? 0 : _ends[i - 1];
        if ((i == 0 && _isSkipping) || _ends[i] - start > LongestRecord)
        {
            var rest = _buffer.AsSpan(start, _ends[i] - start);
            var lines = rest[..^RawRow.LineEndOf(rest)].Count((byte)'\n') + (i == 0 ? _skippedLines : 0);
            return new RawRow(_row + i, line, default, default, IsTooLong: true, lines);
        }

        var record = _buffer.AsMemory(start, _ends[i] - start);
        var length = record.Length - RawRow.LineEndOf(record.Span);
        return new RawRow(_row + i, line, record[..length], record[length..]);
    }

    private void Fill(int maxRows)
    {
        while (!_isAtEnd && (_ends.Count == 0 || (_ends.Count < maxRows && _filled < WindowBytes)))
        {
            if (_filled == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var count = Guard(() => _stream.Read(_buffer, _filled, Math.Min(ReadSize, _buffer.Length - _filled)));
            _scanner.Scan(_buffer.AsSpan(_filled, count), _filled, _ends);
            _filled += count;
            _isAtEnd = count == 0;
            if (_isAtEnd && (_filled > (_ends.Count > 0 ? _ends[^1] : 0) || (_isSkipping && _ends.Count == 0)))
                _ends.Add(_filled);
            if (_ends.Count == 0 && _filled > LongestRecord)
                Skip();
        }
    }

    private DataFileException TooLong(long lines) => RowLines.TooLong(Source, Start is null ? 1 : NumberOf(_row), Line, lines);

    // Forgets what was read of a record that is too long.
    private void Skip()
    {
        if (_isStrict)
            throw TooLong(_buffer.AsSpan(0, _filled - 1).Count((byte)'\n'));

        // The last line feed stays: where the file ends here, it ends the last line and begins no other.
        var kept = RawRow.LineEndOf(_buffer.AsSpan(0, _filled));
        var length = _filled - kept;
        _hash.AppendData(_buffer, 0, length);
        _skippedLines += _buffer.AsSpan(0, length).Count((byte)'\n');
        _buffer.AsSpan(length, kept).CopyTo(_buffer);
        (_offset, _filled, _isSkipping) = (_offset + length, kept, true);
    }

    // Passes over bytes of the buffer, at its start.
    private void Consume(int length)
    {
        Line += _buffer.AsSpan(0, length).Count((byte)'\n');
        _buffer.AsSpan(length, _filled - length).CopyTo(_buffer);
        var records = _ends.FindIndex(end => end > length);
        MoveOn(records < 0 ? _ends.Count : records, length);
    }

    private void MoveOn(int records, int length)
    {
        (_row, _offset, _filled, _isSkipping, _skippedLines) = (_row + records, _offset + length, _filled - length, false, 0);
        _ends.RemoveRange(0, records);
        for (var i = 0; i < _ends.Count; i++)
            _ends[i] -= length;
    }

    private void Restart(long row, long offset, long line)
    {
        Guard(() => _stream.Seek(offset, SeekOrigin.Begin));
        _scanner = new RecordScanner(Dialect);
        _ends.Clear();
        Line = line;
        (_row, _offset, _filled, _isAtEnd, _isSkipping, _skippedLines) = (row, offset, 0, false, false, 0);
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (IOException exception)
        {
            throw _failure?.Invoke(Source, exception)
                ?? new DataFileException(Source, null, $"reading the file failed: {exception.Message}", exception);
        }
    }
}
