using System.Globalization;

namespace MlPipeline.Common;

/// <summary>Writes durations, the same in every display: <c>0:45</c>, <c>12:30</c>, <c>1:02:03</c>, <c>2 d 1:02:03</c>.</summary>
internal static class DurationText
{
    private const long Minute = 60, Hour = 60 * Minute, Day = 24 * Hour;

    // Beyond it no one waits, and a clock would overflow.
    private const double Longest = 1_000_000.0 * Day;

    /// <summary>Writes a duration, rounded up to whole seconds; a dash for what is none.</summary>
    /// <param name="seconds">At least 0.</param>
    public static string Of(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds > Longest)
            return "–";

        var whole = (long)Math.Ceiling(Math.Max(0, seconds));
        var (days, hours, minutes, rest) = (whole / Day, whole % Day / Hour, whole % Hour / Minute, whole % Minute);
        return (days, hours) switch
        {
            (0, 0) => string.Create(CultureInfo.InvariantCulture, $"{minutes}:{rest:00}"),
            (0, _) => string.Create(CultureInfo.InvariantCulture, $"{hours}:{minutes:00}:{rest:00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{days:N0} d {hours}:{minutes:00}:{rest:00}"),
        };
    }
}
