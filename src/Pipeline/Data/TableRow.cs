namespace MlPipeline.Data;

/// <summary>One row of a CSV file.</summary>
/// <param name="Number">The row, counted from 1 with the header, as a spreadsheet counts.</param>
/// <param name="Fields">As many fields as the header has, unquoted and otherwise untouched.</param>
public sealed record TableRow(long Number, string[] Fields)
{
    /// <summary>Gets as many fields as the header has, unquoted and otherwise untouched.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string[] Fields
    {
        get;
        init => field = Argument.NoNulls(value);
    } = Argument.NoNulls(Fields);
}
