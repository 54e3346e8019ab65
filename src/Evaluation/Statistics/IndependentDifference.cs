namespace MlPipeline.Evaluation.Statistics;

/// <summary>
/// Differences of independent estimates, each with an interval of its own that needn't be symmetric (method of variance estimates
/// recovery: Zou and Donner, "Construction of confidence limits about effect measures", 2008).
/// </summary>
internal static class IndependentDifference
{
    /// <summary>Computes a − b and its 95 % interval.</summary>
    /// <param name="a">An estimate.</param>
    /// <param name="b">Another, from other data.</param>
    public static Interval Of(Interval a, Interval b)
    {
        var difference = a.Value - b.Value;
        return new Interval(
            difference,
            difference - double.Hypot(a.Value - a.Low, b.High - b.Value),
            difference + double.Hypot(a.High - a.Value, b.Value - b.Low));
    }
}
