using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Samples;

/// <summary>Which share of held-out names comes among the samples, beside the exact expectation.</summary>
/// <param name="Observed">The share.</param>
/// <param name="Expected">The mean of 1 − (1 − q)ⁿ over the names, q being the exact probability that a sample is the name.</param>
internal sealed record Coverage(Interval Observed, Interval Expected)
{
    /// <summary>Measures.</summary>
    /// <param name="probabilities">Of the distinct held-out names, that a sample is the name.</param>
    /// <param name="isDrawn">Whether it is among the samples.</param>
    /// <param name="samples">Number of samples, n.</param>
    /// <param name="seed">Seed of the resamples.</param>
    public static Coverage Of(IReadOnlyList<double> probabilities, IReadOnlyList<bool> isDrawn, int samples, long seed)
    {
        double[] expected = [.. probabilities.Select(q => 1 - Math.Pow(1 - Math.Min(1, q), samples))];
        double[] observed = [.. isDrawn.Select(drawn => drawn ? 1.0 : 0)];
        var shares = PairedBootstrap.Run([observed, expected], [.. expected.Select(_ => 1.0)], seed);
        var hits = isDrawn.Count(drawn => drawn);

        // Where all are drawn, or none, so are those of every resample: that leaves no doubt where there is some.
        return new Coverage(hits == 0 || hits == isDrawn.Count ? Proportion.Wilson(hits, isDrawn.Count) : shares.Of(0), shares.Of(1));
    }
}
