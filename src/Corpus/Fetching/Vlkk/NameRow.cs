namespace MlPipeline.Corpus.Fetching.Vlkk;

/// <summary>A name with where it comes from.</summary>
/// <param name="Name">The spelling, without stress marks.</param>
/// <param name="Gender"><c>male</c>, <c>female</c> or empty.</param>
/// <param name="Source">The letter page that lists it.</param>
/// <param name="FetchedAt">When that page came.</param>
/// <param name="Raw">The name as that page writes it, with stress marks.</param>
internal sealed record NameRow(string Name, string Gender, Uri Source, DateTimeOffset FetchedAt, string Raw)
{
    /// <summary>What the name's own page says; null where it was not asked for.</summary>
    public NameDetail? Detail { get; init; }
}

/// <summary>What a name's own page says.</summary>
/// <param name="Url">The page; null where the name has none.</param>
/// <param name="FetchedAt">When it came; null where it could not be had.</param>
/// <param name="Declension">The declension; null where <paramref name="Problem"/> says why there is none.</param>
/// <param name="Problem">Why there is no declension; empty where there is.</param>
internal sealed record NameDetail(Uri? Url, DateTimeOffset? FetchedAt, Declension? Declension, string Problem);
