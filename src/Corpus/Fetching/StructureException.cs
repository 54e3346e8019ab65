namespace MlPipeline.Corpus.Fetching;

/// <summary>A page came, but is not built as expected: the site has changed, and an empty list would be a lie.</summary>
/// <param name="url">The page.</param>
/// <param name="expected">What should have been there.</param>
/// <param name="found">What was there.</param>
/// <param name="remedy">What to do; null where the program must follow the site.</param>
internal sealed class StructureException(Uri url, string expected, string found, string? remedy = null) : MlPipelineException(
    $"{url.AbsoluteUri}: expected {expected}, found {found}. Nothing is written; what was there before is untouched. " +
    (remedy ?? "Look at the page: if the site has changed, this program must follow."))
{
    /// <summary>Gets the page.</summary>
    public Uri Url { get; } = url;

    /// <summary>Gets what should have been there.</summary>
    public string Expected { get; } = expected;

    /// <summary>Gets what was there.</summary>
    public string Found { get; } = found;
}
