using MlPipeline.Text;

namespace MlPipeline.Batch.Outputs;

/// <summary>A field's text isn't what its column holds.</summary>
/// <param name="column">The column.</param>
/// <param name="row">The row, counted from 1 without the header.</param>
/// <param name="text">The field's text.</param>
internal sealed class FieldKindException(OutputColumn column, long row, string text) : MlPipelineException(
    $"Row {row}, column '{column.Name}': {MessageText.Quote(text)} is not {Expected(column.Kind)}. Correct the value, leave it empty, or " +
        $"write the column as text.")
{
    /// <summary>Gets the column.</summary>
    public OutputColumn Column { get; } = column;

    /// <summary>Gets the row, counted from 1 without the header.</summary>
    public long Row { get; } = row;

    /// <summary>Gets the field's text.</summary>
    public string Text { get; } = text;

    private static string Expected(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => "a whole number of 64 bits, such as -12",
        ColumnKind.Real => "a number, such as -12.5 or 1e-5",
        ColumnKind.Boolean => "'true' or 'false'",
        _ => "text that UTF-8 can hold: a half of a surrogate pair is alone",
    };
}
