namespace MlPipeline.Batch.Batches;

/// <summary>What a run has done so far.</summary>
/// <param name="Rows">Rows, good and bad; blank ones are none.</param>
/// <param name="Errors">Bad rows.</param>
/// <param name="Results">Results.</param>
/// <param name="Characters">Predicted characters of the results.</param>
/// <param name="LogLikelihood">Of all results, in nats.</param>
/// <param name="ErrorLines">Lines of the file that bad rows cover: quotation marks can join many into one row.</param>
internal sealed record BatchCounts(long Rows, long Errors, long Results, long Characters, double LogLikelihood, long ErrorLines = 0)
{
    /// <summary>Nothing done.</summary>
    public static BatchCounts Zero { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Counts one more row.</summary>
    /// <param name="outcome">What came of it.</param>
    /// <param name="lines">The lines that it covers.</param>
    public BatchCounts With(RowOutcome outcome, long lines = 1) => new(
        Rows + 1, Errors + (outcome.Problem is null ? 0 : 1), Results + outcome.Results.Count,
        Characters + outcome.Characters, LogLikelihood + outcome.LogLikelihood, ErrorLines + (outcome.Problem is null ? 0 : lines));

    /// <summary>Adds up two runs.</summary>
    public static BatchCounts operator +(BatchCounts a, BatchCounts b) =>
        new(
            a.Rows + b.Rows, a.Errors + b.Errors, a.Results + b.Results, a.Characters + b.Characters, a.LogLikelihood + b.LogLikelihood,
            a.ErrorLines + b.ErrorLines);

    /// <summary>Says whether the numbers can be those of a run.</summary>
    /// <param name="rows">Rows that it has read, blank ones among them.</param>
    public bool ArePossible(long rows) =>
        Rows >= 0 && Rows <= rows && Errors >= 0 && Errors <= Rows && Results >= 0 && Characters >= 0 && ErrorLines >= 0
            && double.IsFinite(LogLikelihood);

    /// <summary>Puts the lines into words where they are more than the bad rows; empty where they are not.</summary>
    public string ShowLines() =>
        ErrorLines > Errors ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" ({ErrorLines:N0} lines)") : "";
}
