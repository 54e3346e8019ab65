namespace MlPipeline.Evaluation.Statistics;

/// <summary>
/// Jensen-Shannon distance of two distributions of features: the square root of the divergence with base 2 (Lin, "Divergence measures based
/// on the Shannon entropy", 1991), which is a metric (Endres and Schindelin, 2003), 0 for equal and 1 for disjoint ones. The intervals
/// come from the derivative (delta method), with names as clusters.
/// </summary>
/// <remarks>
/// Two samples of one distribution lie apart by chance, the more so the fewer names and the more features there are, and the interval
/// is that of the distance with this part in it. To tell chance from a difference, compare with a sample of as many real names.
/// </remarks>
internal static class JensenShannon
{
    /// <summary>Computes the distance in [0, 1]; at 0 it has no width.</summary>
    /// <param name="a">Features of some names.</param>
    /// <param name="b">Features of others, drawn independently.</param>
    /// <exception cref="ArgumentException">A side has no features.</exception>
    public static Interval Distance(FeatureCounts a, FeatureCounts b)
    {
        var (distance, ofA, ofB) = Linearise(a, b);
        return NormalInterval.OfShare(distance, Math.Sqrt(Sample.VarianceOfMean(ofA) + Sample.VarianceOfMean(ofB)));
    }

    /// <summary>Computes Distance(a, b) − Distance(reference, b), paired: what is chance in b cancels.</summary>
    /// <param name="a">Features of some names.</param>
    /// <param name="reference">Features of others, drawn independently.</param>
    /// <param name="b">Features of those that both are compared with.</param>
    /// <exception cref="ArgumentException">A side has no features.</exception>
    public static Interval Difference(FeatureCounts a, FeatureCounts reference, FeatureCounts b)
    {
        var (distance, ofA, ofB) = Linearise(a, b);
        var (other, ofReference, alsoOfB) = Linearise(reference, b);
        for (var i = 0; i < ofB.Length; i++)
            ofB[i] -= alsoOfB[i];
        var variance = Sample.VarianceOfMean(ofA) + Sample.VarianceOfMean(ofReference) + Sample.VarianceOfMean(ofB);
        return NormalInterval.Of(distance - other, Math.Sqrt(variance));
    }

    private static (double Distance, double[] OfA, double[] OfB) Linearise(FeatureCounts a, FeatureCounts b)
    {
        RefuseEmpty(a, nameof(a));
        RefuseEmpty(b, nameof(b));
        var (slopes, part) = Slopes(a, b);
        var (otherSlopes, otherPart) = Slopes(b, a);
        var distance = Math.Sqrt(Math.Clamp(part + otherPart, 0, 1));
        return (distance, OnDistance(a.InfluencesOn(slopes), distance), OnDistance(b.InfluencesOn(otherSlopes), distance));
    }

    // ∂D/∂P_k = ½ log₂(P_k / M_k) with M = (P + Q) / 2, and Σ P_k ∂D/∂P_k is this side's part of D.
    private static (double[] Slopes, double Part) Slopes(FeatureCounts own, FeatureCounts other)
    {
        var (slopes, part) = (new double[own.Features.Count], 0.0);
        for (var i = 0; i < slopes.Length; i++)
        {
            var p = own.Counts[own.Features[i]] / (double)own.Total;
            var q = other.Counts.GetValueOrDefault(own.Features[i]) / (double)other.Total;
            slopes[i] = 0.5 * Math.Log2(2 * p / (p + q));
            part += p * slopes[i];
        }

        return (slopes, part);
    }

    private static double[] OnDistance(double[] influences, double distance)
    {
        var slope = distance == 0 ? 0 : 1 / (2 * distance);
        for (var i = 0; i < influences.Length; i++)
            influences[i] *= slope;
        return influences;
    }

    private static void RefuseEmpty(FeatureCounts counts, string parameter)
    {
        if (counts.Total == 0)
            throw new ArgumentException("The names have no features, and so no distribution of them: pass names that do.", parameter);
    }
}
