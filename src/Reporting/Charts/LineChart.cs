using static MlPipeline.Reporting.Charts.SvgDrawing;

namespace MlPipeline.Reporting.Charts;

/// <summary>
/// Lines over a common x, with interval bands: losses, a temperature sweep, a reliability curve. Each line has a colour, a dash
/// pattern and a shape of marks; long ones are thinned out.
/// </summary>
internal sealed class LineChart
{
    private const double RightMargin = 26;
    private const int DrawnPoints = 1600, MostMarks = 30, FewMarks = 8;
    private readonly SvgDrawing _drawing = new();
    private readonly IReadOnlyList<IReadOnlyList<LinePoint>> _lines;
    private readonly LinearScale _x;
    private readonly LinearScale _y;
    private readonly Box _plot;

    private LineChart(IReadOnlyList<LineSeries> series, LineChartOptions options)
    {
        var points = series.SelectMany(line => line.Points).ToList();
        List<double> xs = [.. points.Select(point => point.X)];
        List<double> ys = [.. points.SelectMany(point => new[] { point.Y, point.Low, point.High }), .. options.YIncludes];
        if (options.Diagonal is not null)
            xs = ys = [.. xs, .. ys];

        string[] names = [.. series.Select(line => line.Name), .. options.Diagonal is { } diagonal ? [diagonal] : Array.Empty<string>()];
        var isObvious = names.Length == 1;
        var top = Legend.Draw(_drawing, 0, isObvious ? [] : names, (i, x, y) => DrawKey(i, i == series.Count, x, y)) + Axes.NameHeight;
        var bottom = top + options.PlotHeight;
        _y = LinearScale.Covering(ys, bottom, top);
        _plot = new Box(Axes.NumbersWidth(_y), top, Width - RightMargin, bottom);
        _x = LinearScale.Covering(xs, _plot.Left, _plot.Right, 8);
        _lines = [.. series.Select(line => Thinning.Thin(line.Points, _x, DrawnPoints / series.Count))];
    }

    /// <summary>Writes the chart as SVG.</summary>
    /// <param name="head">Its names.</param>
    /// <param name="series">At most 6 lines; none, or lines without points, give empty axes.</param>
    /// <param name="options">How it is drawn.</param>
    /// <exception cref="ArgumentException">More than 6 lines.</exception>
    public static string Write(ChartHead head, IReadOnlyList<LineSeries> series, LineChartOptions? options = null)
    {
        options ??= new LineChartOptions();
        SeriesMark.Guard(series.Count);
        return new LineChart(series, options).Draw(head, series, options);
    }

    private string Draw(ChartHead head, IReadOnlyList<LineSeries> series, LineChartOptions options)
    {
        Axes.DrawUpright(_drawing, _plot, _y, options.YName);
        Axes.DrawLying(_drawing, _plot, _x, options.XName);
        if (options.Diagonal is not null)
            _drawing.Line("reference", _plot.Left, _plot.Bottom, _plot.Right, _plot.Top);
        for (var i = 0; i < _lines.Count; i++)
            DrawBands(i);
        for (var i = 0; i < _lines.Count; i++)
            DrawLine(i);
        DrawLabels();
        return _drawing.Finish(head, LineSummary.Write(series), _plot.Bottom + Axes.FootHeight);
    }

    private void DrawBands(int series)
    {
        _drawing.Open($"s{series}");
        foreach (var run in Runs(_lines[series], HasInterval))
        {
            var path = new SvgPath().MoveTo(_x.Position(run[0].X), _y.Position(run[0].High));
            foreach (var point in run.Skip(1))
                path.LineTo(_x.Position(point.X), _y.Position(point.High));
            foreach (var point in run.Reverse())
                path.LineTo(_x.Position(point.X), _y.Position(point.Low));
            _drawing.Shape("band", path.Close());
            if (run.Count == 1)
                _drawing.Line("whisker", _x.Position(run[0].X), _y.Position(run[0].Low), _x.Position(run[0].X), _y.Position(run[0].High));
        }

        _drawing.Close();
    }

    private void DrawLine(int series)
    {
        var points = _lines[series];
        // Different lines begin at different points, so that marks of lines that run together don't hide each other.
        var every = points.Count <= MostMarks ? 1 : points.Count / FewMarks;
        var next = every == 1 ? 0 : every * (1 + series) / (SeriesMark.Count + 1);
        _drawing.Open($"s{series}");
        List<LinePoint> marked = [.. points.Where((point, i) => i % every == next && IsShown(point))];
        foreach (var run in Runs(points, IsShown))
        {
            var path = new SvgPath().MoveTo(_x.Position(run[0].X), _y.Position(run[0].Y));
            foreach (var point in run.Skip(1))
                path.LineTo(_x.Position(point.X), _y.Position(point.Y));
            _drawing.Shape("line", path);
            if (run.Count == 1 && !marked.Contains(run[0]))
                marked.Add(run[0]);
        }

        foreach (var point in marked)
        {
            SeriesMark.Draw(
                _drawing, series, _x.Position(point.X), _y.Position(point.Y),
                $"{ChartNumber.Value(point.X)}: {ChartNumber.Value(point.Y)}");
        }

        _drawing.Close();
    }

    private void DrawLabels()
    {
        var placer = new LabelPlacer(_plot with { Right = Width, Top = _plot.Top - 8 });
        List<LinePoint> labelled = [.. _lines.SelectMany(line => line).Where(point => point.Label is not null && IsShown(point))];
        foreach (var (from, to) in _lines.Where(line => line.Any(point => point.Label is not null))
            .SelectMany(line => line.Zip(line.Skip(1))).Where(pair => IsShown(pair.First) && IsShown(pair.Second)))
        {
            placer.BlockLine(_x.Position(from.X), _y.Position(from.Y), _x.Position(to.X), _y.Position(to.Y));
        }

        foreach (var point in labelled)
            placer.Block(Box.Around(_x.Position(point.X), _y.Position(point.Y), 9, 9));
        foreach (var point in labelled)
        {
            var text = ChartText.Cut(ChartText.Label(point.Label!), 120, NumberSize);
            if (placer.Place(_x.Position(point.X), _y.Position(point.Y), ChartText.Width(text, NumberSize), 13, nearest: 12) is { } box)
                _drawing.Text("note", (box.Left + box.Right) / 2, box.Bottom - 3, text, TextAnchor.Middle);
        }
    }

    private void DrawKey(int series, bool isDiagonal, double x, double y)
    {
        if (isDiagonal)
        {
            _drawing.Line("reference", x, y, x + 28, y);
            return;
        }

        _drawing.Line("line", x, y, x + 28, y);
        SeriesMark.Draw(_drawing, series, x + 14, y);
    }

    private static bool IsShown(LinePoint point) => LinearScale.Shows(point.X) && LinearScale.Shows(point.Y);

    private static bool HasInterval(LinePoint point) => IsShown(point) && LinearScale.Shows(point.Low) && LinearScale.Shows(point.High);

    // Neighbours that hold, gap by gap.
    private static IEnumerable<IReadOnlyList<LinePoint>> Runs(IReadOnlyList<LinePoint> points, Func<LinePoint, bool> holds)
    {
        List<LinePoint> run = [];
        foreach (var point in points)
        {
            if (holds(point))
            {
                run.Add(point);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0)
            yield return run;
    }
}
