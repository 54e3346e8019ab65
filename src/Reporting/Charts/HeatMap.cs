using static MlPipeline.Reporting.Charts.SvgDrawing;

namespace MlPipeline.Reporting.Charts;

/// <summary>
/// A table of shares as cells of one colour, from that of the page to full in 20 steps, so that lightness alone tells the
/// order, on grey paper too; large ones are written out.
/// </summary>
internal sealed class HeatMap
{
    /// <summary>Steps of the scale, and the first one that is so strong that text upon it changes its colour.</summary>
    public const int Levels = 20, FirstStrong = 13;

    private const double LeastWritten = 0.1, LargestCell = 30, SmallestHeight = 17, LongestColumn = 60, ScaleHeight = 46;
    private readonly SvgDrawing _drawing = new();
    private readonly IReadOnlyList<string> _rows;
    private readonly IReadOnlyList<string> _columns;
    private readonly IReadOnlyList<IReadOnlyList<double>> _values;
    private readonly HeatMapOptions _options;
    private readonly double _left;
    private readonly double _top;
    private readonly double _width;
    private readonly double _height;

    private HeatMap(
        IReadOnlyList<string> rows, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<double>> values, HeatMapOptions options)
    {
        (_rows, _columns, _values, _options) = (rows, columns, values, options);
        _left = Math.Ceiling(
            12 + Math.Min(120, rows.Select(row => ChartText.Width(ChartText.Label(row), LabelSize)).DefaultIfEmpty().Max()));
        _top = ScaleHeight + 38;
        // Whole pixels make edges crisp and coordinates short; cells of which some hundred share a row have to do without.
        var width = Math.Min(LargestCell, (Width - _left) / Math.Max(1, columns.Count));
        _width = width >= 8 ? Math.Floor(width) : width;
        _height = 2 * Math.Ceiling(Math.Max(_width, SmallestHeight) / 2);
    }

    /// <summary>Writes the chart as SVG.</summary>
    /// <param name="head">Its names.</param>
    /// <param name="rows">Labels from top to bottom.</param>
    /// <param name="columns">Labels from left to right.</param>
    /// <param name="values">For each row a share for each column, in [0, 1]; what isn't a number is crossed out.</param>
    /// <param name="options">How it is drawn.</param>
    /// <exception cref="ArgumentException">Another shape than rows × columns, or a value outside [0, 1].</exception>
    public static string Write(
        ChartHead head, IReadOnlyList<string> rows, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<double>> values,
        HeatMapOptions? options = null)
    {
        if (values.Count != rows.Count || values.Any(row => row.Count != columns.Count))
        {
            throw new ArgumentException(
                $"The values must be {rows.Count} rows of {columns.Count} columns, as the labels are.", nameof(values));
        }

        if (values.SelectMany(row => row).FirstOrDefault(value => value is < 0 or > 1) is var wrong && wrong != 0)
            throw new ArgumentException($"{wrong} is no share: give values from 0 to 1.", nameof(values));
        return new HeatMap(rows, columns, values, options ?? new HeatMapOptions()).Draw(head);
    }

    private string Draw(ChartHead head)
    {
        HeatScale.Draw(_drawing);
        DrawLabels();
        DrawCells();
        DrawNumbers();
        var bottom = _top + (_rows.Count * _height);
        _drawing.Shape("frame", new SvgPath().Rectangle(_left, _top, _columns.Count * _width, bottom - _top));
        return _drawing.Finish(head, Numbers(), bottom + 2);
    }

    private void DrawLabels()
    {
        string[] names = [.. _options.RowName.Length > 0
            ? [$"{_options.RowName} ↓"]
            : Array.Empty<string>(), .. _options.ColumnName.Length > 0 ? [$"{_options.ColumnName} →"] : Array.Empty<string>()];
        _drawing.Text("number", 0, _top - 24, ChartText.Cut(string.Join(", ", names), Width, NumberSize));
        List<string> columns = [.. _columns.Select(
            column => ChartText.Cut(ChartText.Label(column), Math.Max(LongestColumn, _width - 4), LabelSize))];
        var step = LabelStep.Of([.. columns.Select(column => ChartText.Width(column, LabelSize))], _width);
        for (var column = 0; column < columns.Count; column += step)
            _drawing.Text("label", _left + ((column + 0.5) * _width), _top - 6, columns[column], TextAnchor.Middle);
        for (var row = 0; row < _rows.Count; row++)
        {
            _drawing.Text(
                "label", _left - 7, Middle(row) + 4.5, ChartText.Cut(ChartText.Label(_rows[row]), 120, LabelSize), TextAnchor.End);
        }
    }

    // One shape for all cells of a level, each a dash as thick as its row: a fifth of the size of a rectangle for each cell.
    private void DrawCells()
    {
        var levels = Enumerable.Range(0, Levels + 1).Select(_ => new SvgPath()).ToArray();
        var missing = new SvgPath();
        for (var row = 0; row < _rows.Count; row++)
        {
            for (var column = 0; column < _columns.Count; column++)
            {
                var (x, y) = (_left + (column * _width), _top + (row * _height));
                if (double.IsNaN(_values[row][column]))
                    missing.MoveTo(x + 4, y + 4).LineTo(x + _width - 4, y + _height - 4);
                else
                    levels[HeatScale.Level(_values[row][column])].Dash(x, y + (_height / 2), _width);
            }
        }

        for (var level = 1; level <= Levels; level++)
        {
            if (!levels[level].IsEmpty)
                _drawing.Shape("heat", levels[level], _height, level / (double)Levels);
        }

        if (!missing.IsEmpty)
            _drawing.Shape("missing", missing);
    }

    private void DrawNumbers()
    {
        for (var row = 0; row < _rows.Count; row++)
        {
            for (var column = 0; column < _columns.Count; column++)
            {
                var value = _values[row][column];
                var text = ChartNumber.Coordinate(Math.Floor((100 * value) + 0.5 is var percent && double.IsFinite(percent) ? percent : 0));
                if (value >= LeastWritten && ChartText.Width(text, NumberSize) <= _width + 2)
                {
                    _drawing.Text(
                        HeatScale.Level(value) >= FirstStrong
                            ? "strong"
                            : "weak", _left + ((column + 0.5) * _width), Middle(row) + 4, text, TextAnchor.Middle);
                }
            }
        }
    }

    private double Middle(int row) => _top + ((row + 0.5) * _height);

    private string Numbers()
    {
        if (_rows.Count == 0 || _columns.Count == 0)
            return "No data.";
        var rows = _rows.Zip(
            _values, (row, values) =>
                (row, best: values.Index().Where(cell => cell.Item > 0).OrderByDescending(cell => cell.Item).Take(2).ToList()));
        return $"The largest of each of {_rows.Count} rows: " + string.Join("; ", rows.Select(row =>
            $"{ChartText.Label(row.row)}: " +
                $"{(row.best.Count == 0 ? "nothing" : string.Join(", ", row.best.Select(cell => $"{ChartText.Label(_columns[cell.Index])} {ChartNumber.Percent(cell.Item)}")))}")) + ".";
    }
}
