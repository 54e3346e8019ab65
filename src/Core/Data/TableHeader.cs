using System.Globalization;
using System.Text.Unicode;
using MlPipeline.Text;

namespace MlPipeline.Data;

/// <summary>What precedes the first row of data, and what the columns are called.</summary>
internal sealed record TableHeader
{
    private const string Joiners = ";\t|,";                              // what people separate fields by, the most common first

    /// <summary>Length of the byte order mark that some programs write before UTF-8.</summary>
    public const int LongestMark = 3;

    /// <summary>Gets the byte order mark, if the file has one.</summary>
    public required byte[] Preamble { get; init; }

    /// <summary>Gets the header without its line end; empty where the file has none.</summary>
    public required byte[] Record { get; init; }

    /// <summary>Gets the first row's line end, or a line feed where that has none: for rows that are written.</summary>
    public required byte[] NewLine { get; init; }

    /// <summary>Gets the header's line end; empty where the file has no header.</summary>
    public required byte[] LineEnd { get; init; }

    /// <summary>Gets the names of the columns, in order: their numbers from 1 where the file has no header.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Gets what errors call the file.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the lines of the file that the first row covers.</summary>
    public required long LineCount { get; init; }

    /// <summary>Gets what seems to separate fields that the delimiter leaves joined; null where nothing does.</summary>
    public string? LikelyDelimiter { get; init; }

    /// <summary>Gets whether the only column seems to be several, and no one said that the delimiter is right.</summary>
    private bool IsJoined { get; init; }

    /// <summary>Gets the length of a file's byte order mark: 0 where it has none.</summary>
    /// <param name="start">The file's first bytes.</param>
    public static int LengthOfMark(ReadOnlySpan<byte> start) => start is [0xEF, 0xBB, 0xBF, ..] ? LongestMark : 0;

    /// <summary>Reads the header.</summary>
    /// <param name="bytes">The start of the file, with its first record.</param>
    /// <param name="ends">Behind each record of it.</param>
    /// <param name="source">What errors call the file.</param>
    /// <param name="dialect">How the file is written.</param>
    /// <exception cref="DataFileException">The file is empty or no UTF-8 text, or its first row is no header.</exception>
    public static TableHeader Read(ReadOnlySpan<byte> bytes, List<int> ends, string source, CsvDialect dialect)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new DataFileException(
                source, 1, "the text is UTF-16, which its first two bytes tell. Save the file as UTF-8 and try again.");
        }

        var preamble = bytes[..LengthOfMark(bytes)];
        var first = ends.Count > 0 ? bytes[Math.Min(preamble.Length, ends[0])..ends[0]] : [];
        var lineEnd = first[^RawRow.LineEndOf(first)..];
        var record = first[..^lineEnd.Length];
        var lines = 1 + record.Count((byte)'\n');
        var columns = ColumnsOf(record, lines, source, dialect);
        var likely = LikelyDelimiterOf(columns, dialect.Delimiter);
        return new TableHeader
        {
            Preamble = [.. preamble],
            Record = dialect.HasHeader ? [.. record] : [],
            NewLine = lineEnd.IsEmpty ? [(byte)'\n'] : [.. lineEnd],
            LineEnd = dialect.HasHeader ? [.. lineEnd] : [],
            Columns = dialect.HasHeader
                ? columns
                : [.. Enumerable.Range(1, columns.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))],
            Source = source,
            LineCount = lines,
            LikelyDelimiter = likely,
            IsJoined = dialect.IsAssumed && columns.Count == 1 && likely is ";" or "\t",
        };
    }

    /// <summary>Finds a column.</summary>
    /// <param name="name">Its exact name; its number from 1 where the file has no header.</param>
    /// <returns>Its index in <see cref="Columns"/>.</returns>
    /// <exception cref="DataFileException">There is no such column, it stands twice, or the only column seems to be several.</exception>
    public int IndexOf(string name)
    {
        var found = Columns.Index().Where(column => column.Item == name).Select(column => column.Index).ToList();
        var place = Record.Length > 0 ? "its name" : "the first row";
        var seems = LikelyDelimiter is null ? "" : $" Its fields seem to be separated by {Show(LikelyDelimiter)}.";
        return found.Count switch
        {
            1 when IsJoined => throw Missing(null, $"there is a single column, and {place} holds {Show(LikelyDelimiter!)}.{seems}"),
            1 => found[0],
            0 when Record.Length == 0 => throw Missing(
                name, $"there is no column {MessageText.Quote(name)}. Without a header, columns are called by their numbers, here 1 to " +
                    $"{Columns.Count}.{seems}"),
            0 => throw Missing(name, $"there is no column {MessageText.Quote(name)}. The columns are: {MessageText.List(Columns)}.{seems}"),
            _ => throw new DataFileException(
                Source, 1, $"the column {MessageText.Quote(name)} appears {found.Count} times. Rename all but one."),
        };
    }

    private DataFileException Missing(string? name, string problem) => new(Source, 1, problem)
    {
        MissingColumn = name,
        LikelyDelimiter = LikelyDelimiter,
    };

    private static string? LikelyDelimiterOf(List<string> columns, string delimiter) => Joiners.Select(joiner => joiner.ToString())
        .Where(joiner => joiner != delimiter && columns.Exists(column => column.Contains(joiner, StringComparison.Ordinal)))
        .MaxBy(joiner => columns.Sum(column => column.Count(character => character == joiner[0])));

    private static string Show(string delimiter) => delimiter == "\t" ? "tabs" : $"'{delimiter}'";

    private static List<string> ColumnsOf(ReadOnlySpan<byte> record, long lines, string source, CsvDialect dialect)
    {
        if (!Utf8.IsValid(record))
            throw new DataFileException(source, 1, "the text is not UTF-8. Save the file as UTF-8 and try again.");
        if (record.Contains((byte)0))
            throw new DataFileException(source, 1, "the text holds a NUL character. Is it a text file?");

        if (record.Contains((byte)'\r') && !record.Contains((byte)'"'))
            throw new DataFileException(source, 1, "rows end with CR alone. Save the file with the line ends LF or CRLF.");

        var fields = new List<Range>();
        if (RecordFields.Split(record, dialect.DelimiterBytes, fields) is { } problem)
            throw new DataFileException(source, 1, RowLines.Explain(1, 1, lines, problem)) { JoinsLines = lines > 1 };

        var columns = new List<string>();
        foreach (var field in fields)
            columns.Add(RecordFields.TextOf(record[field]));
        if (dialect.HasHeader ? columns.TrueForAll(string.IsNullOrWhiteSpace) : record.IsEmpty)
        {
            throw new DataFileException(source, null, dialect.HasHeader
                ? "the file is empty or its first row is blank. The first row must name the columns, for example 'name'."
                : "the file is empty or its first row is blank.");
        }

        return columns;
    }
}
