using System.Globalization;

namespace MlPipeline.Scoring.Verbs;

/// <summary>Writes estimates with as many digits as their errors allow: two of the error, and the estimate to the same place.</summary>
internal static class EstimateText
{
    private const int MostDecimals = 6;

    /// <summary>Writes an estimate in per cent: <c>0.30 % (standard error 0.22 %)</c>.</summary>
    /// <param name="share">In [0, 1].</param>
    /// <param name="error">Its standard error, above 0.</param>
    public static string Percent(double share, double error)
    {
        var decimals = DecimalsOf(100 * error);
        return decimals > MostDecimals
            ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0e0} % (standard error {100 * error:0.0e0} %)")
            : $"{Fixed(100 * share, decimals)} % (standard error {Fixed(100 * error, decimals)} %)";
    }

    /// <summary>Writes a share in per cent with two digits that count: <c>1.5</c>.</summary>
    public static string Percent(double share) =>
        100 * share is var value && value is > 0 and < 1e-5
            ? value.ToString("0.0e0", CultureInfo.InvariantCulture)
            : Fixed(value, value > 0 ? Math.Max(0, DecimalsOf(value)) : 0);

    /// <summary>Writes an estimated count: <c>172,000 distinct names … (standard error 24,000)</c> takes both parts.</summary>
    /// <param name="count">At least 0.</param>
    /// <param name="error">Its standard error, above 0.</param>
    public static (string Count, string Error) Count(double count, double error)
    {
        var decimals = DecimalsOf(error);
        return (Fixed(count, Math.Min(0, decimals)), decimals > MostDecimals
            ? error.ToString("0.0e0", CultureInfo.InvariantCulture)
            : Fixed(error, decimals));
    }

    // Decimals that show two digits; below 0 they are zeros before the point.
    private static int DecimalsOf(double error) => 1 - (int)Math.Floor(Math.Log10(error));

    private static string Fixed(double value, int decimals)
    {
        if (decimals >= 0)
            return value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

        var unit = Math.Pow(10, -decimals);
        return (Math.Round(value / unit) * unit).ToString("N0", CultureInfo.InvariantCulture);
    }
}
