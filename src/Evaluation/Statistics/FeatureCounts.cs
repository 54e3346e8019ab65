using System.Runtime.InteropServices;

namespace MlPipeline.Evaluation.Statistics;

/// <summary>How often features such as bigrams occur in names, and in which.</summary>
/// <remarks>Immutable, and so safe for any number of threads.</remarks>
internal sealed class FeatureCounts
{
    private readonly int[] _ids;                                         // features of all names, one after another
    private readonly int[] _ends;                                        // [names] where those of a name end
    private readonly string[] _features;
    private readonly long[] _counts;                                     // [features]

    private FeatureCounts(int[] ids, int[] ends, string[] features)
    {
        (_ids, _ends, _features, _counts) = (ids, ends, features, new long[features.Length]);
        foreach (var id in ids)
            _counts[id]++;
        Counts = features.Zip(_counts).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    /// <summary>Gets how often each feature occurs, at least once.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; }

    /// <summary>Gets the features in the order in which they first occurred.</summary>
    public IReadOnlyList<string> Features => _features;

    /// <summary>Gets how many features all names have together.</summary>
    public long Total => _ids.Length;

    /// <summary>Gets the number of names.</summary>
    public int Names => _ends.Length;

    /// <summary>Counts.</summary>
    /// <param name="featuresOfEachName">The features of each name, as often as they occur in it; may be none.</param>
    public static FeatureCounts Of(IEnumerable<IReadOnlyList<string>> featuresOfEachName)
    {
        var (known, ids, ends) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<int>(), new List<int>());
        foreach (var features in featuresOfEachName)
        {
            foreach (var feature in features)
            {
                ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(known, feature, out var isKnown);
                if (!isKnown)
                    id = known.Count - 1;
                ids.Add(id);
            }

            ends.Add(ids.Count);
        }

        return new FeatureCounts([.. ids], [.. ends], [.. known.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
    }

    /// <summary>Computes which share of all features some of them are.</summary>
    /// <param name="features">Features in any order, known or not.</param>
    /// <returns>Shares in [0, 1] in the order of <paramref name="features"/>; NaN if nothing was counted.</returns>
    public IReadOnlyList<double> Share(IEnumerable<string> features) =>
        [.. features.Select(feature => Counts.GetValueOrDefault(feature) / (double)Total)];

    /// <summary>
    /// Computes how far each name moves Σ slope · share: names are clusters, whose features hang together. The variance of the mean of
    /// these numbers is that of the sum.
    /// </summary>
    /// <param name="slopes">A number for each of <see cref="Features"/>.</param>
    /// <returns>A number for each name; their mean is 0.</returns>
    public double[] InfluencesOn(ReadOnlySpan<double> slopes)
    {
        var middle = 0.0;
        foreach (var id in _ids)
            middle += slopes[id] / Total;

        var influences = new double[Names];
        for (int name = 0, i = 0; name < influences.Length; name++)
        {
            for (; i < _ends[name]; i++)
                influences[name] += slopes[_ids[i]] - middle;
            influences[name] *= Names / (double)Total;
        }

        return influences;
    }
}
