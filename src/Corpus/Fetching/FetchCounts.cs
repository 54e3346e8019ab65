namespace MlPipeline.Corpus.Fetching;

/// <summary>What a run did, for its summary.</summary>
internal sealed class FetchCounts
{
    private readonly SortedDictionary<string, int> _skipped = new(StringComparer.Ordinal);

    /// <summary>Gets the pages that came whole from the site.</summary>
    public int Fetched { get; set; }

    /// <summary>Gets the pages that the site said are unchanged.</summary>
    public int Unchanged { get; set; }

    /// <summary>Gets the pages that were taken from the cache without asking.</summary>
    public int FromCache { get; set; }

    /// <summary>Gets the requests that had to be repeated.</summary>
    public int Retries { get; set; }

    /// <summary>Gets what was left out and how often, by reason.</summary>
    public IReadOnlyDictionary<string, int> Skipped => _skipped;

    /// <summary>Counts something that was left out.</summary>
    public void Skip(string reason, int count = 1)
    {
        if (count > 0)
            _skipped[reason] = _skipped.GetValueOrDefault(reason) + count;
    }
}
