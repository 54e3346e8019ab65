namespace MlPipeline.Reporting.Charts;

/// <summary>How a <see cref="LineChart"/> is drawn.</summary>
internal sealed record LineChartOptions
{
    /// <summary>What x counts, with its unit. Default: nothing.</summary>
    public string XName { get; init; } = "";

    /// <summary>What y counts, with its unit. Default: nothing.</summary>
    public string YName { get; init; } = "";

    /// <summary>
    /// Name of the line y = x, on which a calibrated model lies; null draws none. Both axes then cover the same values. Default: null.
    /// </summary>
    public string? Diagonal { get; init; }

    /// <summary>Values that the upright axis shows in any case, such as 0. Default: none.</summary>
    public IReadOnlyList<double> YIncludes { get; init; } = [];

    /// <summary>Height of the plot without its axes, in pixels. Default: 280.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in 80 to 2000.</exception>
    public double PlotHeight
    {
        get;
        init => field = value is >= 80 and <= 2000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(PlotHeight), value, "Expected 80 to 2000 pixels.");
    } = 280;
}
