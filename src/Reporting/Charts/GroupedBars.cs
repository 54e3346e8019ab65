using static MlPipeline.Reporting.Charts.SvgDrawing;

namespace MlPipeline.Reporting.Charts;

/// <summary>
/// Up to three distributions side by side over the same categories: lengths, letters. The first has full bars, the second
/// hollow ones, the third pale ones with a dashed edge, so that they differ without colour.
/// </summary>
internal sealed class GroupedBars
{
    private const int MostSeries = 3;
    private const double LongestLabel = 60;
    private readonly SvgDrawing _drawing = new();
    private readonly IReadOnlyList<string> _categories;
    private readonly IReadOnlyList<BarSeries> _series;
    private readonly GroupedBarsOptions _options;
    private readonly LinearScale _y;
    private readonly Box _plot;

    private GroupedBars(IReadOnlyList<string> categories, IReadOnlyList<BarSeries> series, GroupedBarsOptions options)
    {
        (_categories, _series, _options) = (categories, series, options);
        var top = Legend.Draw(
            _drawing, 0, series.Count == 1 ? [] : [.. series.Select(bars => bars.Name)], (_, x, y) =>
                _drawing.Rectangle("bar", x + 6, y - 6, 20, 12)) + Axes.NameHeight;
        _y = LinearScale.Covering([0, .. series.SelectMany(bars => bars.Values).Select(Scaled)], top + options.PlotHeight, top, 5);
        _plot = new Box(Axes.NumbersWidth(_y), top, Width - 4, top + options.PlotHeight);
    }

    /// <summary>Writes the chart as SVG.</summary>
    /// <param name="head">Its names.</param>
    /// <param name="categories">Labels from left to right; those for which there is no room are left out of the picture.</param>
    /// <param name="series">At most 3 distributions.</param>
    /// <param name="options">How it is drawn.</param>
    /// <exception cref="ArgumentException">
    /// More than 3 distributions, one with more or fewer values than categories, or a negative value.
    /// </exception>
    public static string Write(
        ChartHead head, IReadOnlyList<string> categories, IReadOnlyList<BarSeries> series, GroupedBarsOptions? options = null)
    {
        SeriesMark.Guard(series.Count, MostSeries);
        foreach (var (name, values) in series)
        {
            if (values.Count != categories.Count)
            {
                throw new ArgumentException(
                    $"'{name}' has {values.Count} values for {categories.Count} categories: give one for each, 0 where there is none.",
                    nameof(series));
            }

            if (values.FirstOrDefault(value => value < 0) is var negative && negative < 0)
                throw new ArgumentException($"'{name}' holds {negative}: a bar counts up from 0.", nameof(series));
        }

        return new GroupedBars(categories, series, options ?? new GroupedBarsOptions()).Write(head);
    }

    private string Write(ChartHead head)
    {
        Axes.DrawUpright(_drawing, _plot, _y, _options.YName);
        var pitch = _plot.Width / Math.Max(1, _categories.Count);
        for (var i = 0; i < _series.Count; i++)
        {
            _drawing.Open($"s{i}");
            for (var category = 0; category < _categories.Count; category++)
                DrawBar(i, category, pitch);
            _drawing.Close();
        }

        DrawCategories(pitch);
        Axes.DrawLyingName(_drawing, _plot, _options.XName);
        return _drawing.Finish(head, Numbers(), _plot.Bottom + Axes.FootHeight);
    }

    private void DrawBar(int series, int category, double pitch)
    {
        var value = _series[series].Values[category];
        if (value == 0 || !LinearScale.Shows(Scaled(value)))
            return;
        // An edge lies half outside its bar: bars keep a pixel apart, and are as high as they say with it.
        var group = Math.Min(pitch * 0.84, 34 * _series.Count);
        var width = group / _series.Count;
        var left = _plot.Left + ((category + 0.5) * pitch) - (group / 2) + (series * width);
        var top = Math.Min(_y.Position(Scaled(value)) + 0.5, _plot.Bottom - 0.5);
        _drawing.Rectangle(
            "bar", left + Math.Min(1, width / 6), top, width * (width > 6 ? 1 - (2 / width) : 2.0 / 3), _plot.Bottom - top,
            $"{_series[series].Name}, {ChartText.Label(_categories[category])}: {Written(value)}");
    }

    private void DrawCategories(double pitch)
    {
        List<string> labels = [.. _categories.Select(
            category => ChartText.Cut(ChartText.Label(category), Math.Max(LongestLabel, pitch - 4), LabelSize))];
        var step = LabelStep.Of([.. labels.Select(label => ChartText.Width(label, LabelSize))], pitch);
        for (var i = 0; i < labels.Count; i += step)
            _drawing.Text("label", _plot.Left + ((i + 0.5) * pitch), _plot.Bottom + 17, labels[i], TextAnchor.Middle);
    }

    private string Numbers() => _categories.Count == 0 || _series.Count == 0 ? "No data." : string.Join(" ", _series.Select(bars =>
    {
        var largest = _categories.Zip(bars.Values).Where(pair => pair.Second > 0).OrderByDescending(pair => pair.Second).Take(5).ToList();
        return largest.Count == 0
            ? $"{bars.Name}: nothing."
            : $"{bars.Name}: most at {string.Join(", ", largest.Select(pair => $"{ChartText.Label(pair.First)} {Written(pair.Second)}"))}.";
    }));

    private double Scaled(double value) => _options.InPercent ? 100 * value : value;

    private string Written(double value) => _options.InPercent ? ChartNumber.Percent(value) : ChartNumber.Value(value);
}
