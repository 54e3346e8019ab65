using MlPipeline.Evaluation.Fit;
using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;
using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Evaluation.Samples;

/// <summary>What came of sampling.</summary>
/// <param name="Draws">The samples as they were drawn.</param>
/// <param name="Group">The samples, measured; null where the model generated nothing.</param>
/// <param name="Section">What the report shows; null where the model generated nothing.</param>
/// <param name="Metrics">The numbers.</param>
/// <param name="Deviation">
/// Real names among the samples beyond the exact expectation, in standard deviations; NaN where none is to be expected.
/// </param>
internal sealed record SampleResult(
    SampleDraws Draws, NameGroup? Group, SampleSection? Section, IReadOnlyList<Metric> Metrics, double Deviation);

/// <summary>Draws names and measures them beside real ones.</summary>
/// <param name="model">The model.</param>
/// <param name="request">How many names, and the seed.</param>
/// <param name="data">The real names with their labels.</param>
/// <param name="known">The real names, measured.</param>
internal sealed class SampleStage(ICharacterModel model, EvaluationRequest request, EvaluationData data, KnownNames known)
{
    private const int Examples = 60;
    private const int MostFrequent = 15;
    private const int LabelNames = 2_000;
    private const int MostLabels = 20;

    private NameRules? Rules => known.Rules.Rules;

    /// <summary>Draws and measures.</summary>
    public SampleResult Run(CancellationToken cancellation)
    {
        var draws = SampleDraws.Of(model, new GenerationOptions { Count = request.Samples, Seed = request.Seed }, cancellation);
        if (draws.Names.Count == 0)
            return new SampleResult(draws, null, null, [], double.NaN);

        var group = NameGroup.Of([.. draws.Names.Select(name => name.Name)], Rules);
        var measurement = new SampleMeasurement(group, known.HeldOut, known.Training, known.Nearest, Rules, request.Seed);
        var (metrics, rows) = measurement.Measure();
        var (coverage, deviation) = (CoverageOf(draws, group), DeviationOf(draws, group));
        var labels = (Rules is null ? [] : LabelRows(Rules, cancellation)).ToList();
        IReadOnlyList<Metric> all =
        [
            .. metrics,
            new Metric("coverage", coverage.Observed, known.ScoredHeldOut.Names.Count),
            new Metric("coverage.expected", coverage.Expected, known.ScoredHeldOut.Names.Count),
            .. labels.Select(label => new Metric($"validity.label={label.Label}", label.Row.Samples, label.Count)),
            .. labels.Where(label => label.Row.Training is not null)
                .Select(label =>
                    new Metric(
                        $"training.validity.label={label.Label}", label.Row.Training!.Value,
                        data.Train.Count(record => record.Label == label.Label))),
        ];
        var section = new SampleSection(
            group.Names.Count, draws.Draws, Rules?.Declared ?? [],
            [
                .. rows, .. labels.Select(label => label.Row),
                new SampleRow("held-out names that came", coverage.Observed, null, null),
                new SampleRow("held-out names to be expected, exactly", coverage.Expected, null, null),
            ],
            ExamplesOf(draws), FrequentOf(draws, group), measurement.Lengths(), measurement.Letters(), measurement.Distances(),
            TemperatureSweep.Run(model, request, known.HeldOut, known.Training, Rules, cancellation), known.Rules.From);
        return new SampleResult(draws, group, section, all, deviation);
    }

    private Coverage CoverageOf(SampleDraws draws, NameGroup group) => Coverage.Of(
        known.ScoredHeldOut.Probabilities(model.Manifest.MaxLength, draws.DrawsPerName),
        [.. known.ScoredHeldOut.Names.Select(group.Counts.ContainsKey)],
        group.Names.Count, request.Seed);

    // The number of samples that are real names is binomial, with the sum of their exact probabilities.
    private double DeviationOf(SampleDraws draws, NameGroup group)
    {
        var chance = new[] { known.ScoredTraining, known.ScoredOthers }.Sum(
            names => names.Probabilities(model.Manifest.MaxLength, draws.DrawsPerName).Sum());
        var found = group.Names.Count(name => known.Training.Counts.ContainsKey(name) || known.HeldOut.Counts.ContainsKey(name));
        return (found - group.Names.Count * chance) / Math.Sqrt(group.Names.Count * chance * (1 - chance));
    }

    private List<SampleExample> ExamplesOf(SampleDraws draws) =>
    [
        .. draws.Names.Take(Examples).Select(name => (Name: name, Nearest: known.Nearest.Find(name.Name))).Select(name => new SampleExample(
            name.Name.Name, -name.Name.LogLikelihood / (model.Manifest.Vocabulary.EncodeCharacters(name.Name.Name).Length + 1),
            name.Nearest.Name,
            name.Nearest.Distance, Rules?.Broken(name.Name.Name) ?? [])),
    ];

    private List<FrequentName> FrequentOf(SampleDraws draws, NameGroup group)
    {
        var nats = draws.Names.DistinctBy(name => name.Name)
            .ToDictionary(name => name.Name, name => name.LogLikelihood, StringComparer.Ordinal);
        return
        [
            .. group.Counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostFrequent)
                .Select(pair => new FrequentName(
                pair.Key, pair.Value, group.Names.Count * Math.Exp(nats[pair.Key]) * draws.DrawsPerName,
                known.Training.Counts.ContainsKey(pair.Key))),
        ];
    }

    // Whether names of a label are names of that label shows only when they are drawn with it. Of many labels the commonest are drawn.
    private IEnumerable<(string Label, int Count, SampleRow Row)> LabelRows(NameRules rules, CancellationToken cancellation)
    {
        var counts = data.Train.Select(record => record.Label).OfType<string>().CountBy(label => label)
            .ToDictionary(StringComparer.Ordinal);
        var common = model.Manifest.Vocabulary.Labels.Keys.OrderByDescending(label => counts.GetValueOrDefault(label))
            .ThenBy(label => label, StringComparer.Ordinal).Take(MostLabels);
        foreach (var label in common.Order(StringComparer.Ordinal))
        {
            var draws = SampleDraws.Of(
                model, new GenerationOptions { Count = Math.Min(LabelNames, request.Samples), Seed = request.Seed, Label = label },
                cancellation);
            if (draws.Names.Count > 0)
            {
                yield return (
                    label, draws.Names.Count,
                    new SampleRow(
                        $"valid when drawn as {label}", Valid(draws.Names.Select(name => name.Name))!.Value, Valid(Real(data.Test)),
                        Valid(Real(data.Train))));
            }

            IEnumerable<string> Real(IReadOnlyList<Data.NameRecord> names) =>
                names.Where(record => record.Label == label).Select(record => record.Name);

            Interval? Valid(IEnumerable<string> names) =>
                names.ToList() is { Count: > 0 } list
                    ? Proportion.Wilson(list.Count(name => rules.Broken(name, label).Count == 0), list.Count)
                    : null;
        }
    }
}
