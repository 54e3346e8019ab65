namespace MlPipeline.Corpus.Fetching.Vlkk;

/// <summary>A name as a letter page lists it.</summary>
/// <param name="Raw">The text with its stress marks.</param>
/// <param name="Gender"><c>male</c>, <c>female</c>, or empty where the page doesn't say.</param>
/// <param name="Detail">The name's own page; null where there is none on the site.</param>
internal sealed record NameLink(string Raw, string Gender, Uri? Detail);
