using static System.Globalization.CultureInfo;

namespace MlPipeline.Reporting.Charts;

/// <summary>Ticks at 1, 2 or 5 times a power of ten that begin at or below the lowest value and end at or above the highest.</summary>
internal static class NiceTicks
{
    /// <summary>Chooses the ticks.</summary>
    /// <param name="low">The lowest value; finite.</param>
    /// <param name="high">The highest value; finite, above <paramref name="low"/> by more than rounding errors.</param>
    /// <param name="intervals">How many intervals the range may take, at least 1; whole steps at the ends can add two.</param>
    public static IReadOnlyList<Tick> Cover(double low, double high, int intervals)
    {
        var raw = (high / intervals) - (low / intervals);
        var exponent = (int)Math.Floor(Math.Log10(raw));
        var mantissa = (raw / Math.Pow(10, exponent)) switch { <= 1 + Slack => 1, <= 2 + Slack => 2, <= 5 + Slack => 5, _ => 10 };
        var step = mantissa * Math.Pow(10, exponent);
        var first = Math.Floor((low / step) + Slack);
        var last = Math.Ceiling((high / step) - Slack);

        List<Tick> ticks = [];
        for (var i = first; i <= last; i++)
        {
            // Dividing by a whole power of ten is exact to the last bit where multiplying by its inverse is not: 3 / 10 is 0.3.
            var value = exponent < 0 ? i * mantissa / Math.Pow(10, -exponent) : i * step;
            ticks.Add(new Tick(value, Text(value, mantissa == 10 ? exponent + 1 : exponent, Math.Max(Math.Abs(low), Math.Abs(high)))));
        }

        return ticks;
    }

    private const double Slack = 1e-9;

    // All ticks of an axis have as many decimals, those of the step.
    private static string Text(double value, int exponent, double largest) =>
        value == 0 ? "0" :
        largest >= 1e7 || exponent < -5 ? value.ToString("0.######e0", InvariantCulture) :
        value.ToString("N" + Math.Max(0, -exponent).ToString(InvariantCulture), InvariantCulture);
}
