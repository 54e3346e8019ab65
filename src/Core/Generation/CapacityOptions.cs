namespace MlPipeline.Generation;

/// <summary>Which names count as good enough, and how precisely they are counted.</summary>
public sealed record CapacityOptions : NameConstraints
{
    /// <summary>
    /// Most nats per character, as <c>NameScorer</c> gives them, of a name that is good enough, above 0. Null asks for no
    /// such thing. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number above 0.</exception>
    public double? MaxNatsPerCharacter
    {
        get;
        init => field = value is null or > 0 ? value : throw Invalid(value, "a number above 0");
    }

    /// <summary>Least probability of a whole name that is good enough, in (0, 1]. Null asks for no such thing. Default: null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in (0, 1].</exception>
    public double? MinProbability
    {
        get;
        init => field = value is null or (> 0 and <= 1) ? value : throw Invalid(value, "a number above 0 and up to 1");
    }

    /// <summary>Distinct names to draw, from 2 to 1,000,000: four times as many halve the error. Default: 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less or more.</exception>
    public int SampleSize
    {
        get;
        init => field = value is >= 2 and <= Limits.KeptNames ? value : throw Invalid(value, "a whole number from 2 to 1,000,000");
    } = 10_000;

    /// <summary>Random seed. Default: 1.</summary>
    public long Seed { get; init; } = 1;
}
