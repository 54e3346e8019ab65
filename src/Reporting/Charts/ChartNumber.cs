using static System.Globalization.CultureInfo;

namespace MlPipeline.Reporting.Charts;

/// <summary>Numbers as charts write them: invariant culture, no negative zero, no more digits than a reader can use.</summary>
internal static class ChartNumber
{
    private const int SignificantDigits = 4;

    /// <summary>A coordinate or length in pixels, to a tenth.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Not a finite number: a value that has no place is a gap, which its chart must leave.
    /// </exception>
    public static string Coordinate(double pixels) => double.IsFinite(pixels)
        ? (Math.Round(pixels, 1) + 0.0).ToString("0.#", InvariantCulture)
        : throw new ArgumentOutOfRangeException(nameof(pixels), pixels, $"{pixels} is no place in a picture. Leave a gap.");

    /// <summary>A value to four significant digits; "no value" where it isn't a finite number.</summary>
    public static string Value(double value)
    {
        var size = Math.Abs(value);
        return size switch
        {
            0 => "0",
            _ when !double.IsFinite(value) => "no value",
            >= 1e7 or < 1e-4 => value.ToString("0.##e0", InvariantCulture),
            >= 1000 => value.ToString("#,0", InvariantCulture),
            _ => Rounded(value, SignificantDigits),
        };
    }

    /// <summary>A share of 1 in per cent, to three significant digits.</summary>
    public static string Percent(double share) => Math.Abs(100 * share) switch
    {
        0 => "0 %",
        < 0.001 => "<0.001 %",
        _ when !double.IsFinite(share) => "no value",
        _ => Rounded(100 * share, 3) + " %",
    };

    /// <summary>A number with as many decimals as its neighbours.</summary>
    public static string Fixed(double value, int decimals) =>
        (Math.Round(value, decimals) + 0.0).ToString("F" + decimals.ToString(InvariantCulture), InvariantCulture);

    /// <summary>The decimals that show two significant digits of <paramref name="smallest"/>; 0 to 6.</summary>
    /// <param name="smallest">A number above 0; others ask for none.</param>
    public static int Decimals(double smallest) => smallest > 0 ? (int)Math.Clamp(1 - Math.Floor(Math.Log10(smallest)), 0, 6) : 0;

    // Ends may round up to the next power of ten (9.9999 → 10), which costs a digit no one misses.
    private static string Rounded(double value, int digits)
    {
        var decimals = Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15);
        return (Math.Round(value, decimals) + 0.0).ToString("0.###############", InvariantCulture);
    }
}
