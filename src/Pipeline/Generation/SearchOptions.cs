namespace MlPipeline.Generation;

/// <summary>Which names a search looks for, and how much it may read.</summary>
public sealed record SearchOptions : NameConstraints
{
    /// <summary>Most texts that are read before the search is given up, at least 1. Default: 1,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MaxTexts
    {
        get;
        init => field = value >= 1 ? value : throw Invalid(value, "a whole number of at least 1");
    } = 1_000_000;

    /// <summary>
    /// Texts that the model reads in one call, at least 1. Changes the speed, never the names; some are read ahead, and count
    /// towards <see cref="MaxTexts"/>. Default: 64.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int BatchSize
    {
        get;
        init => field = value >= 1 ? value : throw Invalid(value, "a whole number of at least 1");
    } = 64;
}
