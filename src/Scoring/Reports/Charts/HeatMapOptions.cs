namespace MlPipeline.Scoring.Reports.Charts;

/// <summary>How a <see cref="HeatMap"/> is drawn.</summary>
internal sealed record HeatMapOptions
{
    /// <summary>What the rows are. Default: nothing.</summary>
    public string RowName { get; init; } = "";

    /// <summary>What the columns are. Default: nothing.</summary>
    public string ColumnName { get; init; } = "";

    /// <summary>The least value whose per cent are written into its cell, where there is room. Default: 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in [0, 1].</exception>
    public double Written
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Written), value, "Expected a share from 0 to 1.");
    } = 0.1;

    /// <summary>Whether cells are as dark as the square root of their value, so that small ones show too; the scale says so. Default: true.</summary>
    public bool SquareRoot { get; init; } = true;
}
