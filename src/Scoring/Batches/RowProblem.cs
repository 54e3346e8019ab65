namespace MlPipeline.Scoring.Batches;

/// <summary>Why a row has no result.</summary>
/// <param name="Field">The column that is at fault; empty where it is the row as a whole.</param>
/// <param name="Reason">What was found and what to do.</param>
/// <param name="IsBroken">Whether the row is no row of the table, so that it can't be written either.</param>
/// <param name="HidesRows">Whether rows behind it may be lost in it, so that people should look.</param>
internal sealed record RowProblem(string Field, string Reason, bool IsBroken = false, bool HidesRows = false);
