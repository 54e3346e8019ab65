using System.Text;
using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Names;

/// <summary>Names and what is measured on each of them: samples, held-out or training names.</summary>
internal sealed class NameGroup
{
    private const int DiversityNames = 1_000;
    private const long ShuffleSeed = 1;

    private NameGroup(IReadOnlyList<string> names) => Names = names;

    /// <summary>The names, in their order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How often each distinct name stands, in the order of first sight.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    /// <summary>The rules that each name breaks, without a label; of names that aren't judged none.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Broken { get; init; }

    /// <summary>Features of the names, in the order of <see cref="NameFeatures.All"/>.</summary>
    public required IReadOnlyList<FeatureCounts> Features { get; init; }

    /// <summary>Measures.</summary>
    /// <param name="names">The names.</param>
    /// <param name="rules">By which they are judged; null where they aren't.</param>
    public static NameGroup Of(IReadOnlyList<string> names, NameRules? rules)
    {
        var counts = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
            counts[name] = counts.GetValueOrDefault(name) + 1;
        return new NameGroup(names)
        {
            Counts = counts,
            Broken = [.. names.Select(name => rules?.Broken(name) ?? [])],
            Features = [.. NameFeatures.All.Select(feature => FeatureCounts.Of(names.Select(feature.Of)))],
        };
    }

    /// <summary>Gets the share of names that break no rule, or not this one.</summary>
    /// <param name="rule">Name of the rule; null for all.</param>
    public Interval Validity(string? rule = null) =>
        Proportion.Wilson(Broken.Count(broken => rule is null ? broken.Count == 0 : !broken.Contains(rule)), Names.Count);

    /// <summary>Gets the share of names that begin with a capital letter.</summary>
    public Interval Capitalised() => Proportion.Wilson(Names.Count(name => Rune.IsUpper(Rune.GetRuneAt(name, 0))), Names.Count);

    /// <summary>Gets the distinct names for each name, of the first names or all.</summary>
    public Interval Uniqueness(int? first = null) =>
        DistinctShare.Of(first is { } count ? [.. Names.Take(count).CountBy(name => name).Select(pair => pair.Value)] : [.. Counts.Values]);

    /// <summary>Gets the share of the distinct names that another group lacks.</summary>
    public Interval Novelty(NameGroup other)
    {
        var sides = Counts.ToLookup(pair => other.Counts.ContainsKey(pair.Key), pair => pair.Value);
        return DistinctShare.Of([.. sides[false]], [.. sides[true]]);
    }

    /// <summary>Gets the mean distance of two names, of at most 1,000 that are chosen by chance; NaN of a single name.</summary>
    public Interval Diversity()
    {
        var (names, random) = (Names.ToArray(), new SplitMix64(ShuffleSeed));
        var count = Math.Min(DiversityNames, names.Length);
        for (var i = 0; i < count; i++)
        {
            var other = i + random.Next(names.Length - i);
            (names[i], names[other]) = (names[other], names[i]);
        }

        return count < 2 ? Interval.Exact(double.NaN) : PairwiseDistance.Mean(names[..count]);
    }
}
