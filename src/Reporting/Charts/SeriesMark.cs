namespace MlPipeline.Reporting.Charts;

/// <summary>
/// The marks that tell series apart where colours can't: each series has a shape of its own, and its lines a dash pattern (in the style).
/// </summary>
internal static class SeriesMark
{
    /// <summary>How many series a chart can tell apart.</summary>
    public const int Count = 6;

    /// <summary>Draws the shape of a series around a point.</summary>
    public static void Draw(SvgDrawing drawing, int series, double x, double y, string? title = null) =>
        drawing.Shape("mark", Outline(series, x, y), title: title);

    /// <summary>Refuses more series than can be told apart.</summary>
    /// <exception cref="ArgumentException">Too many series.</exception>
    public static void Guard(int series, int most = Count)
    {
        if (series > most)
        {
            throw new ArgumentException(
                $"{series} series can't be told apart in one chart: at most {most}. Draw several charts.", nameof(series));
        }
    }

    // Circle, square, triangle, diamond, cross, triangle upside down; about the same area each.
    private static SvgPath Outline(int series, double x, double y) => series switch
    {
        0 => Polygon(x, y, Enumerable.Range(0, 12).Select(i => (3.6 * Math.Cos(i * Math.PI / 6), 3.6 * Math.Sin(i * Math.PI / 6)))),
        1 => new SvgPath().Rectangle(x - 3.2, y - 3.2, 6.4, 6.4),
        2 => Polygon(x, y, [(0, -4.6), (4.4, 3.2), (-4.4, 3.2)]),
        3 => Polygon(x, y, [(0, -4.8), (4.2, 0), (0, 4.8), (-4.2, 0)]),
        4 => Polygon(
            x, y, [(-4.2, -2.2), (-2.2, -4.2), (0, -2), (2.2, -4.2), (4.2, -2.2), (2, 0), (4.2, 2.2), (2.2, 4.2), (0, 2), (-2.2, 4.2),
                (-4.2, 2.2), (-2, 0)]),
        _ => Polygon(x, y, [(0, 4.6), (4.4, -3.2), (-4.4, -3.2)]),
    };

    private static SvgPath Polygon(double x, double y, IEnumerable<(double X, double Y)> corners)
    {
        var path = new SvgPath();
        foreach (var corner in corners)
        {
            if (path.IsEmpty)
                path.MoveTo(x + corner.X, y + corner.Y);
            else
                path.LineTo(x + corner.X, y + corner.Y);
        }

        return path.Close();
    }
}
