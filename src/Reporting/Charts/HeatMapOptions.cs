namespace MlPipeline.Reporting.Charts;

/// <summary>How a <see cref="HeatMap"/> is drawn.</summary>
internal sealed record HeatMapOptions
{
    /// <summary>What the rows are. Default: nothing.</summary>
    public string RowName { get; init; } = "";

    /// <summary>What the columns are. Default: nothing.</summary>
    public string ColumnName { get; init; } = "";
}
