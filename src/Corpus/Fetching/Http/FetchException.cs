namespace MlPipeline.Corpus.Fetching.Http;

/// <summary>A page can't be had or used, and asking again won't help.</summary>
/// <param name="url">The page.</param>
/// <param name="problem">What was found and what to do, without the page.</param>
/// <param name="inner">The cause, where there is one.</param>
internal sealed class FetchException(Uri url, string problem, Exception? inner = null)
    : MlPipelineException($"{url.AbsoluteUri}: {problem}", inner)
{
    /// <summary>Gets the page.</summary>
    public Uri Url { get; } = url;

    /// <summary>Gets what was found and what to do, without the page.</summary>
    public string Problem { get; } = problem;
}
