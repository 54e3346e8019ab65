namespace MlPipeline.Corpus.Fetching.Caching;

/// <summary>Another program has the cache open.</summary>
/// <param name="folder">The cache's folder.</param>
/// <param name="inner">The cause.</param>
internal sealed class CacheInUseException(string folder, Exception inner)
    : MlPipelineException($"{folder}: another fetch is using this cache. Wait for it to end, or use another folder.", inner);
