using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;
using MlPipeline.Text;

namespace MlPipeline.Evaluation.Samples;

/// <summary>
/// Measures samples beside real names: each number of the samples stands next to the same of held-out and training names.
/// </summary>
/// <param name="samples">The samples.</param>
/// <param name="heldOut">The held-out names.</param>
/// <param name="training">The training names.</param>
/// <param name="nearest">Finds the nearest training name.</param>
/// <param name="rules">By which names are judged; null where they aren't.</param>
/// <param name="seed">Seed of the resamples.</param>
internal sealed class SampleMeasurement(
    NameGroup samples, NameGroup heldOut, NameGroup training, NearestNames nearest, NameRules? rules, long seed)
{
    private const int Few = 1_000;
    private const int MostDistance = 5;

    private readonly Dictionary<string, int> _edits = samples.Counts.Keys.Union(heldOut.Counts.Keys)
        .ToDictionary(name => name, name => nearest.Find(name).Distance, StringComparer.Ordinal);

    /// <summary>Computes the numbers, as metrics and as rows of a table.</summary>
    public (IReadOnlyList<Metric> Metrics, IReadOnlyList<SampleRow> Rows) Measure()
    {
        var (metrics, rows) = (new List<Metric>(), new List<SampleRow>());
        if (rules is not null)
            Add("validity", "valid by the rules", samples.Validity(), heldOut.Validity(), training.Validity());
        foreach (var rule in rules?.Names ?? [])
            Add($"validity.{rule}", $"rule of {rule}", samples.Validity(rule), heldOut.Validity(rule), training.Validity(rule));
        Add("capitalised", "begin with a capital letter", samples.Capitalised(), heldOut.Capitalised(), training.Capitalised());
        Add("uniqueness", $"distinct among {samples.Names.Count:N0}", samples.Uniqueness());
        if (samples.Names.Count > Few)
            Add("uniqueness.1000", "distinct among the first 1,000", samples.Uniqueness(Few));
        Add("novelty", "distinct names that are no training names", samples.Novelty(training), heldOut.Novelty(training));
        Add("internal_diversity", "distance of two names", samples.Diversity(), heldOut.Diversity(), training.Diversity());
        Add("nearest_training_distance", "edits to the nearest training name", MeanDistance(samples), MeanDistance(heldOut));
        foreach (var (i, feature) in NameFeatures.All.Index())
        {
            Add(
                $"js_distance.{feature.Name}", $"Jensen-Shannon distance of {feature.Name} to the held-out names",
                JensenShannon.Distance(samples.Features[i], heldOut.Features[i]), null,
                JensenShannon.Distance(training.Features[i], heldOut.Features[i]));
            metrics.Add(new Metric(
                $"js_distance.{feature.Name}.difference",
                JensenShannon.Difference(samples.Features[i], training.Features[i], heldOut.Features[i]), samples.Names.Count));
        }

        return (metrics, rows);

        void Add(string name, string title, Interval own, Interval? test = null, Interval? train = null)
        {
            metrics.Add(new Metric(name, own, samples.Names.Count));
            if (test is { } heldOutValue)
                metrics.Add(new Metric($"heldout.{name}", heldOutValue, heldOut.Names.Count));
            if (train is { } trainingValue)
                metrics.Add(new Metric($"training.{name}", trainingValue, training.Names.Count));
            rows.Add(new SampleRow(title, own, test, train));
        }
    }

    /// <summary>Gets the distributions of lengths.</summary>
    public Distributions Lengths()
    {
        var groups = new[] { training, heldOut, samples };
        var longest = groups.Max(group => group.Names.Max(name => CodePoints.Narrow(name).Length));
        return Shares([.. Enumerable.Range(1, longest).Select(length => FormattableString.Invariant($"{length}"))], 0);
    }

    /// <summary>Gets the distributions of letters, in the order of the alphabet.</summary>
    public Distributions Letters()
    {
        var letters = samples.Features[1].Counts.Keys.Concat(heldOut.Features[1].Counts.Keys).Concat(training.Features[1].Counts.Keys);
        return Shares([.. letters.Distinct(StringComparer.Ordinal).OrderBy(letter => letter, LithuanianAlphabet.Comparer)], 1);
    }

    /// <summary>Gets the distributions of edits to the nearest training name.</summary>
    public Distributions Distances()
    {
        IReadOnlyList<string> categories = [.. Enumerable.Range(0, MostDistance)
            .Select(i => FormattableString.Invariant($"{i}")), $"{MostDistance}+"];
        return new Distributions(categories, [], Of(heldOut), Of(samples));

        double[] Of(NameGroup group)
        {
            var shares = new double[MostDistance + 1];
            foreach (var (name, count) in group.Counts)
                shares[Math.Min(MostDistance, _edits[name])] += (double)count / group.Names.Count;
            return shares;
        }
    }

    private Distributions Shares(IReadOnlyList<string> categories, int feature) => new(
        categories, training.Features[feature].Share(categories), heldOut.Features[feature].Share(categories), samples.Features[feature]
            .Share(categories));

    private Interval MeanDistance(NameGroup group) =>
        PairedBootstrap.Run([[.. group.Names.Select(name => (double)_edits[name])]], [.. group.Names.Select(_ => 1.0)], seed).Of(0);
}
