using System.Globalization;
using System.Text.Unicode;
using MlPipeline.Scoring.Tables;

namespace MlPipeline.Scoring.Batches;

/// <summary>Reads out of rows what the model is asked. Thread-safe.</summary>
/// <param name="header">The table's header.</param>
/// <param name="dialect">How the table is written.</param>
/// <param name="column">Index of the column of names or prefixes.</param>
/// <param name="conditionColumn">Index of the column of labels; null for none.</param>
/// <param name="condition">The label of rows that name none.</param>
internal sealed class RowParser(TableHeader header, CsvDialect dialect, int column, int? conditionColumn, string? condition)
{
    /// <summary>Reads a row.</summary>
    /// <param name="row">A row that is not blank.</param>
    /// <param name="fields">Room for the fields' ranges.</param>
    /// <param name="input">What it asks; meaningless where there is a problem.</param>
    /// <returns>Why it is no row of the table; null where it is one.</returns>
    public RowProblem? Read(in RawRow row, List<Range> fields, out RowInput input)
    {
        input = default;
        if (row.IsTooLong)
            return Broken("", $"the row is longer than {TableReader.LongestRecord >> 20} MB. Is every quotation mark closed?", row.LostLines);

        var record = row.Bytes.Span;
        var problem = RecordFields.Split(record, dialect.DelimiterBytes, fields);
        if (problem is not null)
            return Broken(ColumnAt(fields.Count - 1), problem, problem == RecordFields.Unclosed ? record.Count((byte)'\n') : 0);
        if (fields.Count != header.Columns.Count)
        {
            return Broken("", $"{fields.Count} fields where {(dialect.HasHeader ? "the header" : "the first row")} has {header.Columns.Count}. " +
                "Quote fields that hold a delimiter or a line break.");
        }

        if (!Utf8.IsValid(record))
            return Broken(ColumnAt(FindInvalid(record, fields)), "the text is not UTF-8. Save the file as UTF-8 and try again.");
        if (record.Contains((byte)0))
            return Broken("", "the text holds a NUL character. Is it a text file?");

        var label = conditionColumn is { } index ? RecordFields.TextOf(record[fields[index]]).Trim() : "";
        input = new RowInput(row.Index, RecordFields.TextOf(record[fields[column]]), label.Length > 0 ? label : condition);
        return null;
    }

    // Where a quotation mark isn't closed, one bad row may be the rest of the file.
    private static RowProblem Broken(string field, string reason, long lost = 0) => lost == 0
        ? new(field, reason, IsBroken: true)
        : new(field, string.Create(CultureInfo.InvariantCulture, $"{reason} The {lost:N0} lines behind it are taken for the same row."), IsBroken: true, HidesRows: true);

    private string ColumnAt(int index) => index < header.Columns.Count ? header.Columns[index] : "";

    private static int FindInvalid(ReadOnlySpan<byte> record, List<Range> fields)
    {
        var index = 0;
        while (Utf8.IsValid(record[fields[index]]))
            index++;
        return index;
    }
}
