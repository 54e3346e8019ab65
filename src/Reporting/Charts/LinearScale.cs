namespace MlPipeline.Reporting.Charts;

/// <summary>A scale on which equal differences have equal lengths; it begins and ends at a tick.</summary>
internal sealed class LinearScale
{
    // Beyond it the width of a range leaves double; ranges narrower than the precision have no ticks between.
    private const double Largest = 1e300, Precision = 1e-9;
    private readonly double _start;
    private readonly double _end;

    private LinearScale(IReadOnlyList<Tick> ticks, double start, double end) => (Ticks, _start, _end) = (ticks, start, end);

    /// <summary>The marks, in rising order of their values.</summary>
    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>Makes the scale that shows all values.</summary>
    /// <param name="values">In any order; what isn't a number is left out. None gives 0 to 1, a constant a range around it.</param>
    /// <param name="start">Place of the first tick, in pixels.</param>
    /// <param name="end">Place of the last tick, in pixels; may be less than <paramref name="start"/>.</param>
    /// <param name="intervals">About how many intervals between ticks; at least 1.</param>
    public static LinearScale Covering(IEnumerable<double> values, double start, double end, int intervals = 6)
    {
        List<double> shown = [.. values.Where(Shows)];
        var (low, high) = shown.Count == 0 ? (0, 1) : (shown.Min(), shown.Max());
        var size = Math.Max(Math.Abs(low), Math.Abs(high));
        if ((high - low) <= size * Precision || high - low < 1 / Largest)
            (low, high) = size < 1 / Largest ? (-1, 1) : (low - (size / 10), high + (size / 10));
        return new LinearScale(NiceTicks.Cover(low, high, intervals), start, end);
    }

    /// <summary>Whether a value has a place; others are gaps.</summary>
    public static bool Shows(double value) => Math.Abs(value) <= Largest;

    /// <summary>
    /// The place of a value that <see cref="Shows"/> accepts, in pixels; finite. Of two values the greater is never nearer to the start.
    /// </summary>
    public double Position(double value)
    {
        var (low, high) = (Ticks[0].Value, Ticks[^1].Value);
        return _start + ((value - low) / (high - low) * (_end - _start));
    }
}
