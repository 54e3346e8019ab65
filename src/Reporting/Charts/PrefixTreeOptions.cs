namespace MlPipeline.Reporting.Charts;

/// <summary>How a <see cref="PrefixTreeChart"/> is drawn.</summary>
internal sealed record PrefixTreeOptions
{
    /// <summary>Names that are drawn, the most probable first; the rest is counted in a line below. Default: 60.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in 1 to 100.</exception>
    public int MaxNames
    {
        get;
        init => field = value is >= 1 and <= 100
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxNames), value, "Expected 1 to 100 names.");
    } = 60;
}
