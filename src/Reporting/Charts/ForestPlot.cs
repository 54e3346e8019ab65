using static MlPipeline.Reporting.Charts.SvgDrawing;

namespace MlPipeline.Reporting.Charts;

/// <summary>
/// Differences from a baseline with their 95 % intervals, below each other against 0. A full square is a difference whose
/// interval leaves 0 out, a hollow one a difference that may be none.
/// </summary>
internal sealed class ForestPlot
{
    private const double RowHeight = 26, LongestName = 230, Mark = 9;
    private readonly SvgDrawing _drawing = new();
    private readonly IReadOnlyList<ForestRow> _rows;
    private readonly ForestPlotOptions _options;
    private readonly LinearScale _x;
    private readonly Box _plot;
    private readonly int _decimals;

    private ForestPlot(IReadOnlyList<ForestRow> rows, ForestPlotOptions options)
    {
        (_rows, _options) = (rows, options);
        _decimals = ChartNumber.Decimals(
            rows.Select(row => (row.High - row.Low) / 2).Where(half => half > 0 && double.IsFinite(half)).DefaultIfEmpty(0.01).Min());
        var left = 16 + Math.Min(LongestName, rows.Select(row => ChartText.Width(row.Name, LabelSize)).DefaultIfEmpty().Max());
        var right = Width - 16 - rows.Select(row => ChartText.Width(Written(row), NumberSize)).DefaultIfEmpty().Max();
        _plot = new Box(left, 24, right, 24 + (RowHeight * Math.Max(1, rows.Count)));
        _x = LinearScale.Covering(
            [0, .. rows.Where(row => !row.IsBaseline).SelectMany(row => new[] { row.Difference, row.Low, row.High })], left, right, 5);
    }

    /// <summary>Writes the chart as SVG.</summary>
    /// <param name="head">Its names.</param>
    /// <param name="rows">From top to bottom.</param>
    /// <param name="options">How it is drawn.</param>
    /// <exception cref="ArgumentException">A difference lies outside its interval.</exception>
    public static string Write(ChartHead head, IReadOnlyList<ForestRow> rows, ForestPlotOptions? options = null)
    {
        foreach (var row in rows)
        {
            if (row.Low > row.Difference || row.Difference > row.High)
            {
                throw new ArgumentException(
                    $"'{row.Name}': {row.Difference} lies outside its interval, {row.Low} to {row.High}.", nameof(rows));
            }
        }

        return new ForestPlot(rows, options ?? new ForestPlotOptions()).Draw(head);
    }

    private string Draw(ChartHead head)
    {
        Axes.DrawLying(_drawing, _plot, _x, _options.XName);
        var zero = _x.Position(0);
        _drawing.Line("axis", zero, _plot.Top - 4, zero, _plot.Bottom);
        if (_options.Below.Length > 0 && zero > _plot.Left)
            _drawing.Text("number", zero - 8, _plot.Top - 10, $"← {_options.Below}", TextAnchor.End);
        if (_options.Above.Length > 0 && zero < _plot.Right)
            _drawing.Text("number", zero + 8, _plot.Top - 10, $"{_options.Above} →");
        for (var i = 0; i < _rows.Count; i++)
            DrawRow(_rows[i], _plot.Top + ((i + 0.5) * RowHeight));
        return _drawing.Finish(
            head, _rows.Count == 0
                ? "No data."
                : string.Join(" ", _rows.Select(row => $"{row.Name}: {Written(row)}.")), _plot.Bottom + Axes.FootHeight);
    }

    private void DrawRow(ForestRow row, double y)
    {
        _drawing.Text("label", _plot.Left - 12, y + 4.5, ChartText.Cut(row.Name, LongestName, LabelSize), TextAnchor.End);
        _drawing.Text("number", Width, y + 4, Written(row), TextAnchor.End);
        if (row.IsBaseline)
        {
            var zero = _x.Position(0);
            _drawing.Shape(
                "baseline", new SvgPath().MoveTo(zero, y - 7).LineTo(zero + 7, y).LineTo(zero, y + 7).LineTo(zero - 7, y).Close());
            return;
        }

        if (!LinearScale.Shows(row.Difference))
            return;
        if (LinearScale.Shows(row.Low) && LinearScale.Shows(row.High))
        {
            var (low, high) = (_x.Position(row.Low), _x.Position(row.High));
            _drawing.Shape(
                "interval", new SvgPath().MoveTo(low, y - 5).LineTo(low, y + 5).MoveTo(low, y).LineTo(high, y).MoveTo(high, y - 5)
                    .LineTo(high, y + 5));
        }

        _drawing.Shape(
            row.IsDecided
                ? "decided"
                : "undecided", new SvgPath()
                    .Rectangle(_x.Position(row.Difference) - (Mark / 2), y - (Mark / 2), Mark, Mark), title: $"{row.Name}: {Written(row)}");
    }

    private string Written(ForestRow row) => row.IsBaseline ? "baseline"
        : !double.IsFinite(row.Difference) ? "no value"
        : double.IsFinite(row.Low) && double.IsFinite(row.High) ? $"{Fixed(row.Difference)} [{Fixed(row.Low)}, {Fixed(row.High)}]"
        : Fixed(row.Difference);

    private string Fixed(double value) => ChartNumber.Fixed(value, _decimals);
}
