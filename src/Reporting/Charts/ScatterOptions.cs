namespace MlPipeline.Reporting.Charts;

/// <summary>How <see cref="ScatterLabels"/> are drawn.</summary>
internal sealed record ScatterOptions
{
    /// <summary>What x is. Default: nothing.</summary>
    public string XName { get; init; } = "";

    /// <summary>What y is. Default: nothing.</summary>
    public string YName { get; init; } = "";

    /// <summary>
    /// Names of the groups, at most 3: the first is drawn in circles, the second bare, the third in dashed squares. Default: one without a
    /// name.
    /// </summary>
    public IReadOnlyList<string> Groups { get; init; } = [""];

    /// <summary>Height of the plot without its axes, in pixels. Default: 460.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in 80 to 2000.</exception>
    public double PlotHeight
    {
        get;
        init => field = value is >= 80 and <= 2000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(PlotHeight), value, "Expected 80 to 2000 pixels.");
    } = 460;
}
