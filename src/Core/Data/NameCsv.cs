using System.Text;

namespace MlPipeline.Data;

/// <summary>Reads names from CSV files, one row at a time.</summary>
internal static class NameCsv
{
    /// <summary>Reads the names of a file. Rows whose name is blank are passed over.</summary>
    /// <param name="path">Path of a UTF-8 CSV file.</param>
    /// <param name="options">Columns, dialect and limits; null for the defaults.</param>
    /// <returns>Names in the order of the file; enumerating it again reads the file again.</returns>
    /// <exception cref="DataFileException">While enumerating: file, column or row can't be used.</exception>
    public static IEnumerable<NameRecord> Read(string path, NameCsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(() => CsvTable.Open(path, options?.Dialect), options ?? new NameCsvOptions());
    }

    /// <summary>Reads the names of a stream. Rows whose name is blank are passed over.</summary>
    /// <param name="stream">UTF-8 CSV text; closed at the end.</param>
    /// <param name="options">Columns, dialect and limits; null for the defaults.</param>
    /// <returns>Names in the order of the stream, which can be read once: a second reading of them is refused.</returns>
    /// <exception cref="DataFileException">While enumerating: column or row can't be used.</exception>
    /// <exception cref="InvalidOperationException">When a second enumeration begins.</exception>
    public static IEnumerable<NameRecord> Read(Stream stream, NameCsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var readings = 0;
        return Read(
            () => CsvTable.Read(Interlocked.Increment(ref readings) == 1 ? stream : throw ReadBefore(), "stream", options?.Dialect),
            options ?? new NameCsvOptions());
    }

    /// <summary>Normalises one cell and says why it can't be a name.</summary>
    /// <param name="cell">The field as it is in the file.</param>
    /// <param name="options">Normalisation and longest name.</param>
    /// <param name="name">The normalised name; empty where the cell is blank.</param>
    /// <returns>What is wrong and what to do; null where <paramref name="name"/> is a name or blank.</returns>
    public static string? Refuse(string cell, NameCsvOptions options, out string name)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(options);

        // Before normalising, which would take long for a cell of many megabytes.
        name = "";
        if (cell.Length > 8 * options.LongestName)
            return TooLong(cell.Length);

        // Normalising makes spaces of line breaks, and one name of many where a quotation mark was never closed.
        if (cell.AsSpan().Trim().ContainsAny('\r', '\n'))
            return "the name holds a line break. Remove it, and check that every quotation mark is closed.";

        name = options.Normalization.Apply(cell);
        var length = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
                return $"the name holds the control character U+{rune.Value:X4}. Remove it.";
            length++;
        }

        return length > options.LongestName ? TooLong(length) : null;

        string TooLong(int found) =>
            $"a name of {found:N0} characters where at most {options.LongestName:N0} are taken. Is this the right column, and is every " +
                $"quotation mark closed?";
    }

    private static InvalidOperationException ReadBefore() =>
        new("The names of a stream can be read once, and this is another reading. Keep them in a list, or read the file by its path.");

    private static IEnumerable<NameRecord> Read(Func<CsvTable> open, NameCsvOptions options)
    {
        using var table = open();
        var column = table.IndexOf(options.Column);
        int? labels = options.LabelColumn is { } labelColumn ? table.IndexOf(labelColumn) : null;
        foreach (var row in table.Rows())
        {
            if (Refuse(row.Fields[column], options, out var name) is { } problem)
                throw new DataFileException(table.Source, row.Number, row.Explain(problem)) { JoinsLines = row.LastLine > row.Line };
            if (name.Length == 0)
                continue;

            var label = labels is { } index ? row.Fields[index].Trim() : "";
            yield return new NameRecord(name, label.Length > 0 ? label : null, row.Number);
        }
    }
}
