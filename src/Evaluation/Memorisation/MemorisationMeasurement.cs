using MlPipeline.Evaluation.Fit;
using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Memorisation;

/// <summary>Measures what a model knows verbatim: training names against held-out names that it has not seen.</summary>
/// <param name="training">Distinct training names.</param>
/// <param name="others">Distinct held-out names that are no training names.</param>
/// <param name="crossFit">What n-gram models say of names that they lack.</param>
internal sealed class MemorisationMeasurement(ScoredNames training, ScoredNames others, CrossFit crossFit)
{
    private const int MostAtRisk = 20;

    // Log-likelihood beyond what an n-gram model that lacks the name gives it.
    private readonly double[] _gains = [.. training.LogLikelihoods.Select((nats, i) => nats - crossFit.OfMember(i, training.Symbols[i]))];
    private readonly double[] _gainsOfOthers = [.. others.LogLikelihoods.Select(
        (nats, i) => nats - crossFit.OfOther(i, others.Symbols[i]))];

    /// <summary>
    /// Computes how well training names are told apart from others: by the model's loss, and by its loss less that of n-gram models.
    /// </summary>
    public IReadOnlyList<Metric> Membership()
    {
        var count = training.Names.Count + others.Names.Count;
        return others.Names.Count == 0 ? [] :
        [
            new Metric("membership_auc", AreaUnderCurve.Of(Losses(training), Losses(others)), count),
            new Metric("membership_auc.calibrated", AreaUnderCurve.Of(_gains, _gainsOfOthers), count),
        ];
    }

    /// <summary>Computes how many samples copy training names, beside what is to be expected.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="maxLength">Longer names are never drawn.</param>
    /// <param name="drawsPerName">Draws that a sample took.</param>
    /// <param name="seed">Seed of the resamples.</param>
    /// <returns>
    /// The share of copies; the share expected by the exact probabilities; the share expected if training names were as probable as
    /// held-out ones; and how many times more the exact one is.
    /// </returns>
    public IReadOnlyList<Metric> Copies(NameGroup samples, int maxLength, double drawsPerName, long seed)
    {
        var known = training.Names.ToHashSet(StringComparer.Ordinal);
        var expected = training.Probabilities(maxLength, drawsPerName).Sum();
        var metrics = new List<Metric>
        {
            new("copied_share", Proportion.Wilson(samples.Names.Count(known.Contains), samples.Names.Count), samples.Names.Count),
            new("copied_share.expected", Interval.Exact(expected), training.Names.Count),
        };
        if (others.Names.Count == 0)
            return metrics;

        var mean = PairedBootstrap.Run([others.Probabilities(maxLength, drawsPerName)], [.. others.Names.Select(_ => 1.0)], seed).Of(0);
        var unmemorised = new Interval(
            training.Names.Count * mean.Value, training.Names.Count * mean.Low, training.Names.Count * mean.High);
        metrics.Add(new Metric("copied_share.unmemorised", unmemorised, others.Names.Count));
        metrics.Add(
            new Metric(
                "memorisation_factor", new Interval(expected / unmemorised.Value, expected / unmemorised.High, expected / unmemorised.Low),
                others.Names.Count));
        return metrics;
    }

    /// <summary>Finds the training names that gained most from being training names.</summary>
    /// <param name="samples">Number of samples for which copies are expected.</param>
    /// <param name="maxLength">Longer names are never drawn.</param>
    /// <param name="drawsPerName">Draws that a sample takes.</param>
    public IReadOnlyList<RiskyName> AtRisk(int samples, int maxLength, double drawsPerName)
    {
        var probabilities = training.Probabilities(maxLength, drawsPerName);
        return
        [
            .. _gains.Index().OrderByDescending(gain => gain.Item).ThenBy(gain => training.Names[gain.Index], StringComparer.Ordinal)
                .Take(MostAtRisk).Select(gain => new RiskyName(
                training.Names[gain.Index], training.NatsPerCharacter(gain.Index), gain.Item,
                _gainsOfOthers.Length == 0
                    ? double.NaN
                    : (double)_gainsOfOthers.Count(other => other >= gain.Item) / _gainsOfOthers.Length,
                        samples * probabilities[gain.Index])),
        ];
    }

    private static double[] Losses(ScoredNames names) => [.. names.Names.Select((_, i) => -names.NatsPerCharacter(i))];
}
