using CsvHelper;

namespace MlPipeline.Data;

/// <summary>
/// Reads a UTF-8 CSV file with a header (RFC 4180) once, row by row, in constant memory.
/// </summary>
/// <remarks>Not thread-safe. Blank lines are passed over; a byte order mark is not part of the header.</remarks>
public sealed class CsvTable : IDisposable
{
    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        SkipEmptyLines = false, // so that the row numbers are those of a spreadsheet
        MaxRecordSize = 16 << 20,
    };

    private readonly CsvReader _reader;
    private int _readings;

    private CsvTable(Stream stream, string source)
    {
        Source = source;
        _reader = CsvReader.Create(new Utf8GuardStream(stream, source), Strict, leaveOpen: false);
        Header = Guard(() => _reader.Headers, row: 1);
        if (Header.All(string.IsNullOrWhiteSpace))
            throw new DataFileException(source, null, "the file is empty or its first row is blank. The first row must name the columns, for example 'name'.");
    }

    /// <summary>Gets the file's name as it was given.</summary>
    public string Source { get; }

    /// <summary>Gets the names of the columns, in order.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Path of a CSV file.</param>
    /// <exception cref="DataFileException">There is no such file, it can't be read, or it has no header.</exception>
    public static CsvTable Open(string path) => Read(OpenFile(Argument.NotNull(path)), path);

    /// <summary>Writes a table, its lines ending with a line feed.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">Fields of each row, as many as columns.</param>
    public static void Write(Stream stream, IEnumerable<string> header, IEnumerable<string[]> rows)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(rows);
        using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
        csv.WriteHeader([.. header]);
        foreach (var row in rows)
            csv.WriteRecord(row);
    }

    /// <summary>Opens a file's bytes, with the errors of a data file.</summary>
    /// <param name="path">Path of a file.</param>
    /// <exception cref="DataFileException">There is no such file, or it can't be read.</exception>
    public static Stream OpenFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException(path, null, "there is no such file. Check the path.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataFileException(path, null, $"the file can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads from a stream, which is closed with the table.</summary>
    /// <param name="stream">UTF-8 text.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="DataFileException">The stream has no header, or its first bytes are not UTF-8.</exception>
    public static CsvTable Read(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            return new CsvTable(stream, source);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Finds a column.</summary>
    /// <param name="name">The exact name in the header.</param>
    /// <returns>Its index in <see cref="Header"/>.</returns>
    /// <exception cref="DataFileException">The header has no such column, or has it twice.</exception>
    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var found = Enumerable.Range(0, Header.Count).Where(i => Header[i] == name).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new DataFileException(Source, 1,
                $"there is no column '{name}'. The columns are: {string.Join(", ", Header.Select(Shorten))}. " +
                "Name one of them with --column or --condition, or add a header row."),
            _ => throw new DataFileException(Source, 1, $"the column '{name}' stands {found.Count} times. Rename all but one."),
        };
    }

    /// <summary>Reads the rows, once: what reads them a second time would find none, and is refused.</summary>
    /// <exception cref="InvalidOperationException">When a second enumeration begins.</exception>
    /// <exception cref="DataFileException">While enumerating: a row is broken, or has another number of fields than the header.</exception>
    public IEnumerable<TableRow> Rows()
    {
        if (Interlocked.Increment(ref _readings) > 1)
            throw new InvalidOperationException($"The rows of {Source} can be read once, and this is another reading. Keep them in a list, or open the table again.");

        for (var row = 2L; Guard(_reader.Read, row); row++)
        {
            if (_reader.RawRecord.IsEmpty)
                continue;
            if (_reader.FieldCount != Header.Count)
            {
                throw new DataFileException(Source, row,
                    $"{_reader.FieldCount} fields where the header has {Header.Count}. Quote fields that hold a comma or a line break.");
            }

            yield return new TableRow(row, [.. Enumerable.Range(0, Header.Count).Select(i => _reader.GetString(i))]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private T Guard<T>(Func<T> read, long row)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException exception)
        {
            throw new DataFileException(Source, row,
                "the quotation marks don't pair up, or a field is longer than 16 MB. Quote the whole field and double the marks inside it.", exception);
        }
        catch (IOException exception)
        {
            throw new DataFileException(Source, row, $"the file can't be read on: {exception.Message}", exception);
        }
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
