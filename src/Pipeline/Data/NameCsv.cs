using System.Text;

namespace MlPipeline.Data;

/// <summary>Reads names from CSV files, one row at a time.</summary>
public static class NameCsv
{
    /// <summary>Reads the names of a file. Rows whose name is blank are passed over.</summary>
    /// <param name="path">Path of a UTF-8 CSV file.</param>
    /// <param name="options">Columns, dialect and limits; null for the defaults.</param>
    /// <returns>Names in the order of the file; enumerating it again reads the file again.</returns>
    /// <exception cref="DataFileException">While enumerating: file, column or row can't be used.</exception>
    public static IEnumerable<NameRecord> Read(string path, NameCsvOptions? options = null)
    {
        using var table = CsvTable.Open(path, options?.Dialect);
        foreach (var record in Read(table, options ?? new NameCsvOptions()))
            yield return record;
    }

    /// <summary>Reads the names of a stream. Rows whose name is blank are passed over.</summary>
    /// <param name="stream">UTF-8 CSV text; closed at the end.</param>
    /// <param name="options">Columns, dialect and limits; null for the defaults.</param>
    /// <returns>Names in the order of the stream; can be enumerated once.</returns>
    /// <exception cref="DataFileException">While enumerating: column or row can't be used.</exception>
    public static IEnumerable<NameRecord> Read(Stream stream, NameCsvOptions? options = null)
    {
        using var table = CsvTable.Read(stream, "stream", options?.Dialect);
        foreach (var record in Read(table, options ?? new NameCsvOptions()))
            yield return record;
    }

    /// <summary>Normalises one cell and says why it can't be a name.</summary>
    /// <param name="cell">The field as it stands in the file.</param>
    /// <param name="options">Normalisation and longest name.</param>
    /// <param name="name">The normalised name; empty where the cell is blank.</param>
    /// <returns>What is wrong and what to do; null where <paramref name="name"/> is a name or blank.</returns>
    public static string? Refuse(string cell, NameCsvOptions options, out string name)
    {
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
            $"a name of {found:N0} characters where at most {options.LongestName:N0} are taken. Is this the right column, and is every quotation mark closed?";
    }

    private static IEnumerable<NameRecord> Read(CsvTable table, NameCsvOptions options)
    {
        var column = table.IndexOf(options.Column);
        int? labels = options.ConditionColumn is { } condition ? table.IndexOf(condition) : null;
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
