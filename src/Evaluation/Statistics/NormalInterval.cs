namespace MlPipeline.Evaluation.Statistics;

/// <summary>Intervals of estimates that are nearly normally distributed.</summary>
internal static class NormalInterval
{
    /// <summary>Standard errors to either side that hold 95 % of a normal distribution.</summary>
    public const double Reach = 1.959963984540054;

    /// <summary>Computes the interval of an estimate.</summary>
    /// <param name="value">The estimate.</param>
    /// <param name="standardError">At least 0.</param>
    public static Interval Of(double value, double standardError) =>
        new(value, value - Reach * standardError, value + Reach * standardError);

    /// <summary>Computes the interval of an estimate that can only lie in [0, 1].</summary>
    /// <param name="value">The estimate.</param>
    /// <param name="standardError">At least 0.</param>
    public static Interval OfShare(double value, double standardError)
    {
        var (_, low, high) = Of(value, standardError);
        return new Interval(value, Math.Max(0, low), Math.Min(1, high));
    }
}
