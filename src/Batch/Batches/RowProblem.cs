namespace MlPipeline.Batch.Batches;

/// <summary>Why a row has no result.</summary>
/// <param name="Field">The column that is at fault; empty where it is the row as a whole.</param>
/// <param name="Reason">What was found and what to do.</param>
/// <param name="IsBroken">Whether the row is no row of the table, so that it can't be written either.</param>
internal sealed record RowProblem(string Field, string Reason, bool IsBroken = false);
