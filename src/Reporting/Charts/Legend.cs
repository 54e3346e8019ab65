using static MlPipeline.Reporting.Charts.SvgDrawing;

namespace MlPipeline.Reporting.Charts;

/// <summary>Names what is drawn how, in rows from left to right.</summary>
internal static class Legend
{
    private const double KeyWidth = 34, Gap = 22, RowHeight = 20, Foot = 10;

    /// <summary>Draws a legend.</summary>
    /// <param name="drawing">Where.</param>
    /// <param name="top">Upper edge, in pixels.</param>
    /// <param name="names">One for each series.</param>
    /// <param name="key">Draws the sign of a series into 34 × 20 pixels, from the left edge and the middle height.</param>
    /// <returns>Lower edge and some room, in pixels; the upper edge where there are no names.</returns>
    public static double Draw(SvgDrawing drawing, double top, IReadOnlyList<string> names, Action<int, double, double> key)
    {
        var (x, y) = (0.0, top + (RowHeight / 2));
        for (var i = 0; i < names.Count; i++)
        {
            var name = ChartText.Cut(names[i], Width - KeyWidth - Gap, LabelSize);
            var width = KeyWidth + ChartText.Width(name, LabelSize) + Gap;
            if (x > 0 && x + width - Gap > Width)
                (x, y) = (0, y + RowHeight);
            drawing.Open($"s{i}");
            key(i, x, y);
            drawing.Close();
            drawing.Text("label", x + KeyWidth, y + 4.5, name);
            x += width;
        }

        return names.Count == 0 ? top : y + (RowHeight / 2) + Foot;
    }
}
