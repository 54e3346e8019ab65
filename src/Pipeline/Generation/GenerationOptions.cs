namespace MlPipeline.Generation;

/// <summary>What names to generate, and how many.</summary>
public sealed record GenerationOptions : SamplingOptions
{
    /// <summary>Number of names, at least 1. Default: 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Count
    {
        get;
        init => field = value >= 1 ? value : throw Invalid(value, "a whole number of at least 1");
    } = 10;

    /// <summary>What every name begins with, kept exactly. Default: empty.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The label that names are asked for; null for the unlabelled start. Default: null.</summary>
    public string? Condition { get; init; }

    /// <summary>
    /// Longest name, in characters. Longer draws are thrown away, not cut, so that the names follow the model's
    /// distribution over names of up to this length. Null takes the longest training name's length. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? MaxLength
    {
        get;
        init => field = value is null or >= 1 ? value : throw Invalid(value, "a whole number of at least 1");
    }

    /// <summary>Whether every name is different from the ones before. Takes memory for all of them. Default: false.</summary>
    public bool Unique { get; init; }

    /// <summary>Whether names of the training data are thrown away. Default: false.</summary>
    public bool Novel { get; init; }

    /// <summary>Names that are drawn at the same time, at least 1. Changes the speed, never the names. Default: 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int BatchSize
    {
        get;
        init => field = value >= 1 ? value : throw Invalid(value, "a whole number of at least 1");
    } = 64;

    /// <summary>Threads, from 1 to 512, which is the most that PLINQ takes. Changes the speed, never the names. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1, or more than 512.</exception>
    public int Threads
    {
        get;
        init => field = value is >= 1 and <= 512 ? value : throw Invalid(value, "a whole number from 1 to 512");
    } = 1;
}
