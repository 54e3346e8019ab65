namespace MlPipeline.Generation;

/// <summary>Which names a search looks for, and how much it may read.</summary>
public sealed record SearchOptions : NameConstraints
{
    /// <summary>Most texts that are read before the search is given up, from 1 to 1,000,000,000. Default: 1,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less or more.</exception>
    public int MaxTexts
    {
        get;
        init => field = value is >= 1 and <= Limits.SearchTexts ? value : throw Invalid(value, "a whole number from 1 to 1,000,000,000");
    } = 1_000_000;

    /// <summary>
    /// Texts that the model reads in one call, from 1 to 10,000. Changes the speed, never the names; some are read ahead, and count
    /// towards <see cref="MaxTexts"/>. Default: 64.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less or more.</exception>
    public int BatchSize
    {
        get;
        init => field = value is >= 1 and <= Limits.BatchSize ? value : throw Invalid(value, "a whole number from 1 to 10,000");
    } = 64;
}
