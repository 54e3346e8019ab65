using MlPipeline.Scoring.Evaluation.Statistics;

namespace MlPipeline.Scoring.Evaluation;

/// <summary>How well a model and the baselines take held-out names, as numbers with intervals.</summary>
/// <param name="Metrics">The numbers of the model, over all names and over parts of them.</param>
/// <param name="Baselines">Nats per character of each baseline, and the model's less the baseline's on the same names.</param>
internal sealed record FitMeasurement(IReadOnlyList<Metric> Metrics, IReadOnlyList<(string Name, Interval NatsPerCharacter, Interval Difference)> Baselines)
{
    private const int FewestNames = 5;

    /// <summary>Measures.</summary>
    /// <param name="evidence">What is known of each name.</param>
    /// <param name="seed">Seed of the resamples.</param>
    public static FitMeasurement Of(FitEvidence evidence, long seed)
    {
        var names = evidence.Names;
        double[][] columns =
        [
            Column(names, name => -name.LogLikelihood),
            .. evidence.BaselineNames.Select((_, i) => Column(names, name => -name.Baselines[i])),
        ];
        var perCharacter = PairedBootstrap.Run(columns, Column(names, name => name.Characters), seed);
        var perName = PairedBootstrap.Run([columns[0]], Column(names, _ => 1), seed);

        var metrics = new List<Metric>
        {
            new("nats_per_character", perCharacter.Of(0), names.Count),
            new("bits_per_character", perCharacter.Of(0, nats => nats / Math.Log(2)), names.Count),
            new("perplexity", perCharacter.Of(0, Math.Exp), names.Count),
            new("nats_per_name", perName.Of(0), names.Count),
        };
        metrics.AddRange(Slices(names, seed));
        return new FitMeasurement(
            metrics, [.. evidence.BaselineNames.Select((name, i) => (name, perCharacter.Of(i + 1), perCharacter.Difference(0, i + 1)))]);
    }

    private static IEnumerable<Metric> Slices(IReadOnlyList<NameEvidence> names, long seed)
    {
        var labelled = names.Where(name => name.Labelled is not null).ToList();
        if (labelled.Count > 0)
            yield return Slice("nats_per_character.labelled", labelled, name => -name.Labelled!.Value, seed);
        foreach (var label in names.Where(name => name.Label is not null).GroupBy(name => name.Label!).OrderBy(group => group.Key, StringComparer.Ordinal))
            yield return Slice($"nats_per_character.label={label.Key}", [.. label], name => -name.LogLikelihood, seed);
        foreach (var family in names.GroupBy(name => name.IsNewFamily).OrderBy(group => group.Key))
            yield return Slice($"nats_per_character.{(family.Key ? "new_family" : "known_family")}", [.. family], name => -name.LogLikelihood, seed);
        foreach (var length in names.GroupBy(name => name.Characters - 1).OrderBy(group => group.Key).Where(group => group.Count() >= FewestNames))
            yield return Slice($"nats_per_character.length={length.Key}", [.. length], name => -name.LogLikelihood, seed);
        for (var position = 0; names.Count(name => name.Characters > position) is var count && count >= FewestNames; position++)
        {
            var (place, reaching) = (position, names.Where(name => name.Characters > position).ToList());
            yield return new Metric(
                $"nats.position={position + 1}", PairedBootstrap.Run([Column(reaching, name => -name.LogProbabilities[place])], Column(reaching, _ => 1), seed).Of(0), count);
        }
    }

    private static Metric Slice(string name, List<NameEvidence> names, Func<NameEvidence, double> nats, long seed) =>
        new(name, PairedBootstrap.Run([Column(names, nats)], Column(names, evidence => evidence.Characters), seed).Of(0), names.Count);

    private static double[] Column(IReadOnlyList<NameEvidence> names, Func<NameEvidence, double> value) => [.. names.Select(value)];
}
