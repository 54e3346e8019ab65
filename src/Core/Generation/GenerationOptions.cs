namespace MlPipeline.Generation;

/// <summary>What names to generate, and how many.</summary>
public sealed record GenerationOptions : SamplingOptions
{
    /// <summary>
    /// Number of names, at least 1; at most 10,000,000 where every one must be <see cref="Unique"/>, as each is remembered. Default: 10.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Count
    {
        get;
        init => field = value >= 1 ? value : throw Invalid(value, "a whole number of at least 1");
    } = 10;

    /// <summary>Whether every name is different from the ones before. Takes memory for all of them. Default: false.</summary>
    public bool Unique { get; init; }

    /// <summary>How draws are made to meet constraints. Default: <see cref="ConstraintMode.Exact"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a mode.</exception>
    public ConstraintMode ConstraintMode
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw Invalid(value, "exact or fast");
    }

    /// <summary>Texts that the model reads in one call, from 1 to 10,000. Changes the speed, never the names. Default: 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less or more.</exception>
    public int BatchSize
    {
        get;
        init => field = value is >= 1 and <= Limits.BatchSize ? value : throw Invalid(value, "a whole number from 1 to 10,000");
    } = 64;

    /// <summary>Threads, from 1 to 512. Changes the speed, never the names. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1, or more than 512.</exception>
    public int Threads
    {
        get;
        init => field = value is >= 1 and <= 512 ? value : throw Invalid(value, "a whole number from 1 to 512");
    } = 1;
}
