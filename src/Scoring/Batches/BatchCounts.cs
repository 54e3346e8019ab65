namespace MlPipeline.Scoring.Batches;

/// <summary>What a run has done so far.</summary>
/// <param name="Rows">Rows, good and bad; blank ones are none.</param>
/// <param name="Errors">Bad rows.</param>
/// <param name="Results">Results.</param>
/// <param name="Characters">Predicted characters of the results.</param>
/// <param name="LogLikelihood">Of all results, in nats.</param>
internal sealed record BatchCounts(long Rows, long Errors, long Results, long Characters, double LogLikelihood)
{
    /// <summary>Nothing done.</summary>
    public static BatchCounts Zero { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Counts one more row.</summary>
    public BatchCounts With(RowOutcome outcome) => new(
        Rows + 1, Errors + (outcome.Problem is null ? 0 : 1), Results + outcome.Results.Count,
        Characters + outcome.Characters, LogLikelihood + outcome.LogLikelihood);

    /// <summary>Adds up two runs.</summary>
    public static BatchCounts operator +(BatchCounts a, BatchCounts b) =>
        new(a.Rows + b.Rows, a.Errors + b.Errors, a.Results + b.Results, a.Characters + b.Characters, a.LogLikelihood + b.LogLikelihood);
}
