namespace MlPipeline.Generation;

/// <summary>How many distinct names are good enough.</summary>
/// <param name="Names">The estimate, without bias.</param>
/// <param name="StandardError">
/// Its standard error; 0 where all names there are were counted, NaN where none of those drawn is good enough.
/// </param>
/// <param name="SampleSize">Distinct names that were drawn.</param>
/// <param name="GoodEnough">How many of them are good enough.</param>
public sealed record CapacityEstimate(double Names, double StandardError, int SampleSize, int GoodEnough)
{
    /// <summary>Gets whether there are more names than were drawn, so that <see cref="Names"/> is an estimate and no count.</summary>
    public bool IsPartial { get; init; }

    /// <summary>
    /// Gets the share of what the model draws that names which are good enough make up at most, with 95 % confidence: 1 − 0.05^(1/n), about
    /// 3 / n,
    /// where none of n drawn names is. Null elsewhere.
    /// </summary>
    public double? LargestShare { get; init; }

    /// <summary>
    /// Gets how many such names there are at most, with the same confidence: each has the least probability that the thresholds allow,
    /// or more. Null where <see cref="LargestShare"/> is, and where that probability is too small for a number.
    /// </summary>
    public double? MostNames { get; init; }
}
