namespace MlPipeline.Batch.Batches;

/// <summary>What a row asks of the model.</summary>
/// <param name="Index">Its number among the rows of data, from 0: keys its random numbers.</param>
/// <param name="Text">The name or prefix, as it is in the row.</param>
/// <param name="Label">The label; null for the unlabelled start.</param>
internal readonly record struct RowInput(long Index, string Text, string? Label);
