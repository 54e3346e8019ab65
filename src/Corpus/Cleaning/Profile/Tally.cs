namespace MlPipeline.Corpus.Cleaning.Profile;

/// <summary>How often something occurs.</summary>
/// <param name="Label">What is counted.</param>
/// <param name="Counts">One count for each series of the chart.</param>
internal sealed record Tally(string Label, IReadOnlyList<int> Counts)
{
    public int Total => Counts.Sum();

    /// <summary>Counts labels, the most frequent first and equals by code point.</summary>
    public static List<Tally> Of(IEnumerable<string> labels) =>
        [.. labels.CountBy(label => label, StringComparer.Ordinal)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new Tally(pair.Key, [pair.Value]))];
}
