namespace MlPipeline.Data;

/// <summary>One row of a CSV file.</summary>
/// <param name="Number">The row, counted from 1 with the header, as a spreadsheet counts.</param>
/// <param name="Fields">As many fields as the header has, unquoted and otherwise untouched.</param>
internal sealed record TableRow(long Number, string[] Fields)
{
    /// <summary>Gets as many fields as the header has, unquoted and otherwise untouched.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string[] Fields
    {
        get;
        init => field = Argument.NoNulls(value);
    } = Argument.NoNulls(Fields);

    /// <summary>
    /// Gets the line of the file that the row begins in, counted from 1 as an editor counts: quoted line breaks count too.
    /// </summary>
    public long Line { get; init; }

    /// <summary>Gets the line that the row ends in.</summary>
    public long LastLine { get; init; }

    /// <summary>Puts the row's lines before what is wrong with it, where its number alone would not tell them.</summary>
    /// <param name="problem">What is wrong.</param>
    internal string Explain(string problem) => Line == 0 ? problem : RowLines.Explain(Number, Line, LastLine, problem);
}
