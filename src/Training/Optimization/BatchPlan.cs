namespace MlPipeline.Training.Optimization;

/// <summary>
/// Deals names out to batches of nearly equal length: they are shuffled, sorted by length within windows of sixteen
/// batches, and the batches shuffled again. Random batches would spend two fifths of their work on padding.
/// </summary>
internal static class BatchPlan
{
    private const int BatchesPerWindow = 16;

    /// <summary>Lists the batches of one epoch.</summary>
    /// <param name="names">The names.</param>
    /// <param name="batchSize">Names in a batch; the last of a window may have fewer.</param>
    /// <param name="random">Decides the order; as many draws for the same number of names.</param>
    public static List<TrainingName[]> Shuffle(IReadOnlyList<TrainingName> names, int batchSize, Random random)
    {
        var order = names.ToArray();
        random.Shuffle(order);

        var batches = order.Chunk(batchSize * BatchesPerWindow)
            .SelectMany(window => window.OrderBy(name => name.Characters.Length).Chunk(batchSize))
            .ToArray();
        random.Shuffle(batches);
        return [.. batches];
    }

    /// <summary>Gets the number of batches of an epoch: windows hold whole batches, so only the last can be short.</summary>
    public static int Count(int names, int batchSize) => (names + batchSize - 1) / batchSize;

    /// <summary>Lists batches without chance, for evaluation: sorted by length.</summary>
    public static IEnumerable<TrainingName[]> Sorted(IReadOnlyList<TrainingName> names, int batchSize) =>
        names.OrderBy(name => name.Characters.Length).Chunk(batchSize);
}
