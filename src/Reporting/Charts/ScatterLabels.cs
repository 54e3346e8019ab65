using static MlPipeline.Reporting.Charts.SvgDrawing;

namespace MlPipeline.Reporting.Charts;

/// <summary>
/// A map of points drawn as their letters, as of an embedding in two dimensions. A letter that would cover another moves aside,
/// and a line leads to its point; groups differ in what surrounds the letters.
/// </summary>
internal sealed class ScatterLabels
{
    private const double GlyphSize = 20;
    private const int MostGroups = 3;
    private readonly SvgDrawing _drawing = new();
    private readonly LinearScale _x;
    private readonly LinearScale _y;
    private readonly Box _plot;

    private ScatterLabels(IReadOnlyList<ScatterPoint> points, ScatterOptions options)
    {
        var top = Legend.Draw(_drawing, 0, options.Groups.Count == 1 ? [] : options.Groups, (i, x, y) =>
            DrawGlyph(
                Box.Around(x + 18, y, GlyphSize, GlyphSize), i, points.Where(point => point.Group == i).Select(point => Shown(point.Text))
                    .FirstOrDefault(text => ChartText.Width(text, LabelSize) < GlyphSize - 4, "…"))) + Axes.NameHeight;
        _y = LinearScale.Covering(points.Select(point => point.Y), top + options.PlotHeight, top);
        _plot = new Box(Axes.NumbersWidth(_y), top, Width - 24, top + options.PlotHeight);
        _x = LinearScale.Covering(points.Select(point => point.X), _plot.Left, _plot.Right, 8);
    }

    /// <summary>Writes the chart as SVG.</summary>
    /// <param name="head">Its names.</param>
    /// <param name="points">Earlier ones keep their places, later ones move aside.</param>
    /// <param name="options">How it is drawn.</param>
    /// <exception cref="ArgumentException">More than 3 groups, or a point in a group without a name.</exception>
    public static string Write(ChartHead head, IReadOnlyList<ScatterPoint> points, ScatterOptions? options = null)
    {
        options ??= new ScatterOptions();
        SeriesMark.Guard(options.Groups.Count, MostGroups);
        foreach (var point in points)
        {
            if (point.Group < 0 || point.Group >= options.Groups.Count)
            {
                throw new ArgumentException(
                    $"'{point.Text}' is in group {point.Group} of {options.Groups.Count}, counted from 0: name the group in the options.",
                    nameof(points));
            }
        }

        return new ScatterLabels(points, options).Draw(head, points, options);
    }

    private string Draw(ChartHead head, IReadOnlyList<ScatterPoint> points, ScatterOptions options)
    {
        Axes.DrawUpright(_drawing, _plot, _y, options.YName);
        Axes.DrawLying(_drawing, _plot, _x, options.XName);
        var shown = points.Where(point => LinearScale.Shows(point.X) && LinearScale.Shows(point.Y)).ToList();
        var placer = new LabelPlacer(new Box(0, _plot.Top - 12, Width, _plot.Bottom + 12));
        List<(Box Box, ScatterPoint Point)> placed = [.. shown.Select(point => (Place(placer, point), point))];
        foreach (var (box, point) in placed)
            DrawLeader(box, point);
        foreach (var (box, point) in placed)
        {
            _drawing.Open($"s{point.Group}");
            DrawGlyph(box, point.Group, Shown(point.Text));
            _drawing.Close();
        }

        return _drawing.Finish(head, ScatterSummary.Write(shown, options.Groups), _plot.Bottom + Axes.FootHeight);
    }

    // Where all room around a point is taken, its letter stands upon others rather than nowhere.
    private Box Place(LabelPlacer placer, ScatterPoint point)
    {
        var width = Math.Max(GlyphSize, ChartText.Width(Shown(point.Text), LabelSize) + 8);
        return placer.Place(_x.Position(point.X), _y.Position(point.Y), width, GlyphSize, nearest: 0)
            ?? Box.Around(_x.Position(point.X), _y.Position(point.Y), width, GlyphSize);
    }

    private void DrawLeader(Box box, ScatterPoint point)
    {
        var (x, y) = ((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2);
        if (Math.Abs(x - _x.Position(point.X)) + Math.Abs(y - _y.Position(point.Y)) < 1)
            return;
        _drawing.Line("leader", x, y, _x.Position(point.X), _y.Position(point.Y));
        _drawing.Shape("dot", new SvgPath().Rectangle(_x.Position(point.X) - 1.5, _y.Position(point.Y) - 1.5, 3, 3));
    }

    private void DrawGlyph(Box box, int group, string text)
    {
        var (style, radius) = group switch { 0 => ("glyph", GlyphSize / 2), 1 => ("glyph bare", 3), _ => ("glyph dashed", 2.0) };
        _drawing.Rectangle(style, box.Left + 1, box.Top + 1, box.Width - 2, box.Height - 2, radius: radius);
        _drawing.Text("letter", (box.Left + box.Right) / 2, ((box.Top + box.Bottom) / 2) + 4.5, text, TextAnchor.Middle);
    }

    private static string Shown(string text) => ChartText.Cut(ChartText.Label(text), 80, LabelSize);
}
