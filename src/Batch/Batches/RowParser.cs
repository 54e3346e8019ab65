using MlPipeline.Data;

namespace MlPipeline.Batch.Batches;

/// <summary>Reads out of rows what the model is asked. Thread-safe.</summary>
/// <param name="header">The table's header.</param>
/// <param name="dialect">How the table is written.</param>
/// <param name="column">Index of the column of names or prefixes.</param>
/// <param name="labelColumn">Index of the column of labels; null for none.</param>
/// <param name="defaultLabel">The label of rows that name none.</param>
internal sealed class RowParser(TableHeader header, CsvDialect dialect, int column, int? labelColumn, string? defaultLabel)
{
    private readonly RecordCheck _check = new(header, dialect);

    /// <summary>Reads a row.</summary>
    /// <param name="row">A row that is not blank.</param>
    /// <param name="fields">Room for the fields' ranges.</param>
    /// <param name="input">What it asks; meaningless where there is a problem.</param>
    /// <returns>Why it is no row of the table; null where it is one.</returns>
    public RowProblem? Read(in RawRow row, List<Range> fields, out RowInput input)
    {
        input = default;
        if (_check.Find(row, fields) is { } fault)
            return new RowProblem(fault.Column, fault.Problem, IsBroken: true);

        var record = row.Bytes.Span;
        var label = labelColumn is { } index ? RecordFields.TextOf(record[fields[index]]).Trim() : "";
        input = new RowInput(row.Index, RecordFields.TextOf(record[fields[column]]), label.Length > 0 ? label : defaultLabel);
        return null;
    }
}
