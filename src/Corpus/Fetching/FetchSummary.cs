namespace MlPipeline.Corpus.Fetching;

/// <summary>Says in a few lines what a run did.</summary>
internal static class FetchSummary
{
    /// <summary>Gets the lines, the pages first, then what was left out and why.</summary>
    public static IEnumerable<string> Lines(FetchCounts counts)
    {
        var retries = counts.Retries switch { 0 => "", 1 => ", 1 request repeated", var n => $", {n:N0} requests repeated" };
        yield return $"Pages: {counts.Fetched:N0} fetched, {counts.Unchanged:N0} unchanged on the site, {counts.FromCache:N0} from the " +
            $"cache{retries}.";
        foreach (var (reason, count) in counts.Skipped)
            yield return $"Left out: {reason} ({count:N0}).";
    }
}
