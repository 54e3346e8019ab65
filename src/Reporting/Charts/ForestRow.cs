namespace MlPipeline.Reporting.Charts;

/// <summary>A row of a <see cref="ForestPlot"/>.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Difference">From the baseline; a row whose difference isn't a number is written, not drawn.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="IsBaseline">Whether it is what the others are compared with: drawn at 0, whatever its numbers. Default: false.</param>
internal sealed record ForestRow(string Name, double Difference, double Low, double High, bool IsBaseline = false)
{
    /// <summary>The row that others are compared with.</summary>
    public static ForestRow Baseline(string name) => new(name, 0, 0, 0, IsBaseline: true);

    /// <summary>Whether 0 lies outside the interval, so that the difference has a sign.</summary>
    public bool IsDecided => !IsBaseline && (Low > 0 || High < 0);
}
