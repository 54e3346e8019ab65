using System.Globalization;

namespace MlPipeline.Scoring.Reports.Charts;

/// <summary>A scale on which equal ratios have equal lengths, from one of the numbers 1, 2, 5, 10, 20, 50, … to another.</summary>
internal sealed class LogScale : IScale
{
    private const double Smallest = 1e-290, Largest = 1e290;
    private readonly double _low;
    private readonly double _high;
    private readonly double _start;
    private readonly double _end;

    private LogScale(int first, int last, double start, double end, int intervals)
    {
        (_low, _high, _start, _end) = (Math.Log10(Rung(first)), Math.Log10(Rung(last)), start, end);
        var rungs = Enumerable.Range(first, last - first + 1).ToList();
        if (rungs.Count > intervals + 2)
        {
            var decades = rungs.Where(rung => rung % 3 == 0).ToList();
            var every = Math.Max(1, (int)Math.Ceiling(decades.Count / (double)(intervals + 1)));
            rungs = [.. decades.Where(rung => rung / 3 % every == 0)];
        }

        Ticks = [.. rungs.Select(Rung).Select(value => new Tick(value, ChartNumber.Value(value)))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>Makes the scale that shows all values above 0.</summary>
    /// <param name="values">In any order; 0, negative numbers and what isn't a number are left out. None gives 1 to 10.</param>
    /// <param name="start">Place of the low end, in pixels.</param>
    /// <param name="end">Place of the high end, in pixels.</param>
    /// <param name="intervals">About how many intervals between ticks; at least 1.</param>
    public static LogScale Covering(IEnumerable<double> values, double start, double end, int intervals = 6)
    {
        List<double> shown = [.. values.Where(IsShown)];
        if (shown.Count == 0)
            return new LogScale(0, 3, start, end, intervals);
        var first = RungBelow(shown.Min());
        var last = RungBelow(shown.Max());
        if (Rung(last) < shown.Max() || last == first)
            last++;
        return new LogScale(first, last, start, end, intervals);
    }

    /// <inheritdoc/>
    public bool Shows(double value) => IsShown(value);

    /// <inheritdoc/>
    public double Position(double value) => _start + ((Math.Log10(value) - _low) / (_high - _low) * (_end - _start));

    private static bool IsShown(double value) => value is >= Smallest and <= Largest;

    private static int RungBelow(double value)
    {
        var rung = 3 * (int)Math.Floor(Math.Log10(value));
        while (Rung(rung) > value)
            rung--;
        while (Rung(rung + 1) <= value)
            rung++;
        return rung;
    }

    // Parsed, since powers of ten below 1 are not exact when computed.
    private static double Rung(int rung)
    {
        var (decade, place) = (Math.DivRem(rung, 3) is var (d, r) && r < 0 ? (d - 1, r + 3) : Math.DivRem(rung, 3));
        return double.Parse($"{place switch { 0 => 1, 1 => 2, _ => 5 }}e{decade}", CultureInfo.InvariantCulture);
    }
}
