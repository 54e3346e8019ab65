namespace MlPipeline.Reporting.Charts;

/// <summary>From shares to the steps of a <see cref="HeatMap"/>, and the strip above it that explains them.</summary>
internal static class HeatScale
{
    private const double StripWidth = 260, StripHeight = 12;

    /// <summary>
    /// The step of a share: 0 for 0 itself, at least 1 for what is more. Steps are equal in the square root of the share, so that small
    /// ones show too.
    /// </summary>
    /// <param name="share">In [0, 1].</param>
    public static int Level(double share) =>
        share == 0 ? 0 : Math.Max(1, (int)Math.Round(HeatMap.Levels * Math.Sqrt(share), MidpointRounding.AwayFromZero));

    /// <summary>Draws the strip at the top left, 46 pixels high with its numbers.</summary>
    public static void Draw(SvgDrawing drawing)
    {
        var step = StripWidth / HeatMap.Levels;
        for (var level = 1; level <= HeatMap.Levels; level++)
        {
            drawing.Shape(
                "heat", new SvgPath()
                    .Dash(14 + ((level - 1) * step), 4 + (StripHeight / 2), step), StripHeight, level / (double)HeatMap.Levels);
        }

        drawing.Shape("frame", new SvgPath().Rectangle(14, 4, StripWidth, StripHeight));
        foreach (var percent in new[] { 0, 5, 25, 50, 75, 100 })
        {
            drawing.Text(
                "number", 14 + (StripWidth * Math.Sqrt(percent / 100.0)), 31, percent == 100
                    ? "100 %"
                    : ChartNumber.Coordinate(percent), TextAnchor.Middle);
        }
    }
}
