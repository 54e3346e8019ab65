using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;
using MlPipeline.Likelihood;
using MlPipeline.Models;

namespace MlPipeline.Evaluation.Memorisation;

/// <summary>Measures how exposed planted canaries are: exactly, by scoring every name that the pattern allows.</summary>
internal static class CanaryMeasurement
{
    /// <summary>Ranks canaries among the names that their patterns allow; of equals a canary comes first.</summary>
    /// <param name="model">The model.</param>
    /// <param name="canaries">The canaries.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<CanaryExposure> Rank(ICharacterModel model, IReadOnlyList<Canary> canaries, CancellationToken cancellation)
    {
        var (scorer, letters) = (new NameScorer(model), CanaryFile.LettersOf(model.Manifest.Vocabulary));
        return [.. canaries.Select(Expose)];

        CanaryExposure Expose(Canary canary)
        {
            var own = scorer.Score(canary.Name).LogLikelihood;
            var names = Fill(canary.Pattern, letters).Select(name => (name, (string?)null));
            var (space, above) = (0L, 0L);
            foreach (var score in scorer.Score(names, cancellationToken: cancellation))
                (space, above) = (space + 1, above + (score.LogLikelihood > own ? 1 : 0));
            return new CanaryExposure(canary.Name, canary.Pattern, space, above + 1, Math.Log2(space) - Math.Log2(above + 1));
        }
    }

    /// <summary>Computes the numbers over all canaries.</summary>
    public static IReadOnlyList<Metric> Measure(IReadOnlyList<CanaryExposure> exposures) => exposures.Count == 0 ? [] :
    [
        new Metric("canary_exposure.mean", Interval.Exact(exposures.Average(canary => canary.Exposure)), exposures.Count),
        new Metric("canary_exposure.max", Interval.Exact(exposures.Max(canary => canary.Exposure)), exposures.Count),
        new Metric(
            "canary_exposure.p_value", Interval.Exact(ProbabilityByChance([.. exposures.Select(canary => canary.Exposure)])),
            exposures.Count),
    ];

    /// <summary>Computes the probability that names never seen are as exposed on average.</summary>
    /// <remarks>
    /// Of such a name every rank is as probable, so that its exposure in nats is exponential with rate 1, and the sum of n has Erlang's
    /// distribution: P(sum ≥ x) = e⁻ˣ Σ xᵏ / k! for k below n. That ranks are whole numbers makes it a little smaller.
    /// </remarks>
    public static double ProbabilityByChance(IReadOnlyList<double> exposures)
    {
        var nats = exposures.Sum() * Math.Log(2);
        var (term, sum) = (Math.Exp(-nats), 0.0);
        for (var k = 0; k < exposures.Count; k++, term *= nats / k)
            sum += term;
        return Math.Min(1, sum);
    }

    // In the order of the letters, the last blank fastest, so that neighbours share their beginnings.
    private static IEnumerable<string> Fill(string pattern, IReadOnlyList<string> letters)
    {
        var blank = pattern.IndexOf(CanaryFile.Blank, StringComparison.Ordinal);
        return blank < 0
            ? [pattern]
            : letters.SelectMany(letter => Fill(string.Concat(pattern.AsSpan(0, blank), letter, pattern.AsSpan(blank + 1)), letters));
    }
}
