using System.Text.Unicode;

namespace MlPipeline.Data;

/// <summary>Why a record is no row of its table.</summary>
/// <param name="Column">The column that is at fault; empty where it is the row as a whole.</param>
/// <param name="Problem">What was found and what to do.</param>
internal sealed record RecordFault(string Column, string Problem);

/// <summary>Says whether a record is a row of its table: the same rules for every reader. Thread-safe.</summary>
/// <param name="header">The table's header.</param>
/// <param name="dialect">How the table is written.</param>
internal sealed class RecordCheck(TableHeader header, CsvDialect dialect)
{
    /// <summary>Takes a record apart.</summary>
    /// <param name="row">A row that is not blank.</param>
    /// <param name="fields">Gets the fields' ranges, with their quotation marks.</param>
    /// <returns>Why it is no row of the table; null where it is one: valid UTF-8 with as many fields as there are columns.</returns>
    public RecordFault? Find(in RawRow row, List<Range> fields)
    {
        if (row.IsTooLong)
            return new("", $"the row is longer than {TableReader.LongestRecord >> 20} MB. Is every quotation mark closed?");

        var record = row.Bytes.Span;
        if (RecordFields.Split(record, dialect.DelimiterBytes, fields) is { } problem)
            return new(ColumnAt(fields.Count - 1), problem);
        if (fields.Count != header.Columns.Count)
        {
            return new(
                "", $"{fields.Count} field{(fields.Count == 1 ? "" : "s")} where {(dialect.HasHeader ? "the header" : "the first row")} " +
                    $"has {header.Columns.Count}. " +
                "Quote fields that hold a delimiter or a line break.");
        }

        if (!Utf8.IsValid(record))
            return new(ColumnAt(FindInvalid(record, fields)), "the text is not UTF-8. Save the file as UTF-8 and try again.");
        return record.Contains((byte)0) ? new("", "the text holds a NUL character. Is it a text file?") : null;
    }

    private string ColumnAt(int index) => index < header.Columns.Count ? header.Columns[index] : "";

    private static int FindInvalid(ReadOnlySpan<byte> record, List<Range> fields)
    {
        var index = 0;
        while (index < fields.Count - 1 && Utf8.IsValid(record[fields[index]]))
            index++;
        return index;
    }
}
