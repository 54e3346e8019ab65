using MlPipeline.Data;

namespace MlPipeline.Batch.Batches;

/// <summary>What came of a window.</summary>
/// <param name="Window">The window.</param>
/// <param name="Outcomes">An outcome for each of its rows; null for blank ones.</param>
internal sealed record WindowResult(TableWindow Window, IReadOnlyList<RowOutcome?> Outcomes);
