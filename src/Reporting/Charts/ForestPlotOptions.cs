namespace MlPipeline.Reporting.Charts;

/// <summary>How a <see cref="ForestPlot"/> is drawn.</summary>
internal sealed record ForestPlotOptions
{
    /// <summary>What the differences are, with their unit. Default: nothing.</summary>
    public string XName { get; init; } = "";

    /// <summary>What a difference below 0 means, such as "better". Default: nothing.</summary>
    public string Below { get; init; } = "";

    /// <summary>What a difference above 0 means. Default: nothing.</summary>
    public string Above { get; init; } = "";
}
