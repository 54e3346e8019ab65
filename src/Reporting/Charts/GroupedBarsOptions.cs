namespace MlPipeline.Reporting.Charts;

/// <summary>How <see cref="GroupedBars"/> are drawn.</summary>
internal sealed record GroupedBarsOptions
{
    /// <summary>What the categories are. Default: nothing.</summary>
    public string XName { get; init; } = "";

    /// <summary>What the bars count, with its unit. Default: nothing.</summary>
    public string YName { get; init; } = "";

    /// <summary>Whether values are shares of 1 and are written in per cent. Default: false.</summary>
    public bool InPercent { get; init; }

    /// <summary>Height of the plot without its axes, in pixels. Default: 220.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in 80 to 2000.</exception>
    public double PlotHeight
    {
        get;
        init => field = value is >= 80 and <= 2000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(PlotHeight), value, "Expected 80 to 2000 pixels.");
    } = 220;
}
