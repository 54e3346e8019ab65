namespace MlPipeline.Batch.Batches;

/// <summary>What came of a row.</summary>
/// <param name="Results">The values of each result, one a column; none where there is a problem.</param>
/// <param name="Characters">Predicted characters of the results.</param>
/// <param name="LogLikelihood">Of all results, in nats.</param>
/// <param name="Problem">Why there is no result.</param>
internal sealed record RowOutcome(
    IReadOnlyList<IReadOnlyList<string>> Results, long Characters, double LogLikelihood, RowProblem? Problem = null)
{
    /// <summary>Makes the outcome of a row without results.</summary>
    public static RowOutcome Refused(RowProblem problem) => new([], 0, 0, problem);
}
