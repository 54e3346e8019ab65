namespace MlPipeline.Data;

/// <summary>
/// Reads a UTF-8 CSV file (RFC 4180, and quotation marks inside unquoted fields) once, row by row, in constant memory.
/// </summary>
/// <remarks>Not thread-safe. Blank lines are passed over; a byte order mark is not part of the header.</remarks>
internal sealed class CsvTable : IDisposable
{
    private const int RowsAtOnce = 1024;

    private readonly TableReader _reader;
    private readonly RecordCheck _check;
    private int _readings;

    private CsvTable(TableReader reader) => (_reader, _check) = (reader, new RecordCheck(reader.Header, reader.Dialect));

    /// <summary>Gets the file's name as it was given.</summary>
    public string Source => _reader.Source;

    /// <summary>Gets how the file is written.</summary>
    public CsvDialect Dialect => _reader.Dialect;

    /// <summary>Gets the names of the columns, in order: their numbers from 1 where the file has no header.</summary>
    public IReadOnlyList<string> Header => _reader.Header.Columns;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Path of a CSV file.</param>
    /// <param name="dialect">How it is written; null for what the ending of its name suggests.</param>
    /// <exception cref="DataFileException">There is no such file, it can't be read, or it has no header.</exception>
    public static CsvTable Open(string path, CsvDialect? dialect = null) =>
        Read(DataFile.Open(Argument.NotNull(path)), path, dialect ?? CsvDialect.Of(path));

    /// <summary>Reads from a stream, which is closed with the table.</summary>
    /// <param name="stream">UTF-8 text.</param>
    /// <param name="source">What errors call it.</param>
    /// <param name="dialect">How it is written; null for commas and a header.</param>
    /// <exception cref="DataFileException">The stream has no header, or its first row is not UTF-8.</exception>
    public static CsvTable Read(Stream stream, string source, CsvDialect? dialect = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            return new(TableReader.Read(stream, source, dialect ?? new CsvDialect(), isStrict: true));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Finds a column.</summary>
    /// <param name="name">The exact name in the header; a number from 1 where there is none.</param>
    /// <returns>Its index in <see cref="Header"/>.</returns>
    /// <exception cref="DataFileException">There is no such column, or it appears twice.</exception>
    public int IndexOf(string name) => _reader.Header.IndexOf(Argument.NotNull(name));

    /// <summary>Reads the rows, once: what reads them a second time would find none, and is refused.</summary>
    /// <exception cref="InvalidOperationException">When a second enumeration begins.</exception>
    /// <exception cref="DataFileException">While enumerating: a row is broken, or has another number of fields than the header.</exception>
    public IEnumerable<TableRow> Rows()
    {
        if (Interlocked.Increment(ref _readings) > 1)
        {
            throw new InvalidOperationException(
                $"The rows of {Source} can be read once, and this is another reading. Keep them in a list, or open the table again.");
        }

        var ranges = new List<Range>();
        foreach (var raw in _reader.Windows(RowsAtOnce).SelectMany(window => window.Rows).Where(raw => !raw.IsBlank))
        {
            var number = _reader.NumberOf(raw.Index);
            if (_check.Find(raw, ranges) is { } fault)
                throw new DataFileException(Source, number, raw.Explain(number, fault.Problem)) { JoinsLines = raw.LineCount > 1 };

            yield return new TableRow(number, [.. ranges.Select(range => RecordFields.TextOf(raw.Bytes.Span[range]))])
            {
                Line = raw.Line,
                LastLine = raw.Line + raw.LineCount - 1,
            };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
