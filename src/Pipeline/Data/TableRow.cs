namespace MlPipeline.Data;

/// <summary>One row of a CSV file.</summary>
/// <param name="Number">The row, counted from 1 with the header, as a spreadsheet counts.</param>
/// <param name="Fields">As many fields as the header has, unquoted and otherwise untouched.</param>
public sealed record TableRow(long Number, string[] Fields);
