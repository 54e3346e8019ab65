using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Fit;

/// <summary>Measures how well a model and the baselines take held-out names.</summary>
/// <param name="names">What is known of each name, at least one.</param>
/// <param name="baselines">The baselines, in the order of <see cref="NameEvidence.Baselines"/>.</param>
/// <param name="seed">Seed of the resamples.</param>
internal sealed class FitMeasurement(IReadOnlyList<NameEvidence> names, EvaluationBaselines baselines, long seed)
{
    /// <summary>Names below which nothing is called better or worse.</summary>
    public const int FewestToJudge = 20;

    private const int FewestNames = 5;

    private readonly PairedBootstrap _perCharacter = PairedBootstrap.Run(
        [
            [.. names.Select(name => -name.LogLikelihood)],
            .. baselines.All.Select((_, i) => names.Select(name => -name.Baselines[i]).ToArray()),
        ],
        [.. names.Select(name => (double)name.Characters)], seed);

    /// <summary>Gets the model beside each baseline over all names, by the baseline's key.</summary>
    public IReadOnlyList<(string Key, BaselineFit Fit)> Baselines =>
        field ??= [.. baselines.All.Select((baseline, i) => (baseline.Key, CompareAll(baseline.Name, i + 1)))];

    /// <summary>Gets the model beside Kneser-Ney over all names and over parts of them; parts without a name are left out.</summary>
    public IReadOnlyList<(string Key, PartFit Fit)> Parts => field ??= CompareParts();

    /// <summary>Gets the same by length; lengths of fewer than five names are left out.</summary>
    public IReadOnlyList<PartFit> Lengths => field ??=
    [
        .. names.GroupBy(name => name.Characters - 1).Where(group => group.Count() >= FewestNames).OrderBy(group => group.Key)
            .Select(group => Compare(FormattableString.Invariant($"{group.Key}"), [.. group])!),
    ];

    /// <summary>Gets the model's nats place by place; places that fewer than five names have are left out.</summary>
    public IReadOnlyList<PositionFit> Positions => field ??= MeasurePositions();

    /// <summary>Collects what gates and comparisons may name.</summary>
    public IReadOnlyList<Metric> Metrics()
    {
        var nats = _perCharacter.Of(0);
        List<Metric> metrics =
        [
            new("nats_per_character", nats, names.Count),
            new("bits_per_character", _perCharacter.Of(0, value => value / Math.Log(2)), names.Count),
            new("perplexity", _perCharacter.Of(0, Math.Exp), names.Count),
            new("nats_per_name", PairedBootstrap.Run([[.. names.Select(name => -name.LogLikelihood)]], [.. names.Select(_ => 1.0)], seed)
                .Of(0), names.Count),
        ];
        var labelled = names.Where(name => name.Labelled is not null).ToList();
        if (labelled.Count > 0)
            metrics.Add(LabelledMetric("", labelled));
        metrics.AddRange(
            labelled.GroupBy(name => name.Label!).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => LabelledMetric($".label={group.Key}", [.. group])));
        foreach (var ((key, fit), isPart) in Parts.Select(part => (part, part.Key.Length > 0)))
        {
            if (isPart)
                metrics.Add(new Metric($"nats_per_character{key}", fit.Model, fit.Count));
            metrics.Add(new Metric($"difference.{EvaluationBaselines.KneserNeyKey}{key}", fit.Difference, fit.Count));
        }

        foreach (var (key, fit) in Baselines)
        {
            metrics.Add(new Metric($"baseline.{key}.nats_per_character", fit.NatsPerCharacter, names.Count));
            if (key != EvaluationBaselines.KneserNeyKey)
                metrics.Add(new Metric($"difference.{key}", fit.Difference, names.Count));
        }

        metrics.AddRange(Lengths.Select(length => new Metric($"nats_per_character.length={length.Title}", length.Model, length.Count)));
        metrics.AddRange(Positions.Select(place => new Metric($"nats.position={place.Position}", place.Nats, place.Count)));
        return metrics;
    }

    /// <summary>Says what a difference to a baseline allows to say of the model.</summary>
    /// <param name="difference">The model's nats less the baseline's.</param>
    /// <param name="count">Names that it is computed from; of fewer than twenty an interval says too little.</param>
    public static Verdict VerdictOn(Interval difference, int count) =>
        count < FewestToJudge
            ? Verdict.TooFewNames
            : !difference.ExcludesZero ? Verdict.NoDifferenceFound : difference.Value < 0 ? Verdict.Better : Verdict.Worse;

    private IReadOnlyList<(string Key, PartFit Fit)> CompareParts()
    {
        IEnumerable<HeldOutPart> parts = [new("", "all held-out names", _ => true), .. HeldOutPart.ByTrainingNames,
            .. HeldOutPart.ByLabel(names)];
        return [.. parts.Select(part => (part.Key, Fit: Compare(part.Title, [.. names.Where(name => part.Has(name))])))
            .Where(part => part.Fit is not null).Select(part => (part.Key, part.Fit!))];
    }

    private BaselineFit CompareAll(string title, int baseline)
    {
        var difference = _perCharacter.Difference(0, baseline);
        return new BaselineFit(title, _perCharacter.Of(baseline), difference, VerdictOn(difference, names.Count));
    }

    private List<PositionFit> MeasurePositions()
    {
        List<PositionFit> positions = [];
        for (var place = 0; names.Where(name => name.Characters > place).ToList() is { Count: >= FewestNames } reaching; place++)
        {
            double[] nats = [.. reaching.Select(name => -name.LogProbabilities[place])];
            positions.Add(
                new PositionFit(place + 1, reaching.Count, PairedBootstrap.Run([nats], [.. reaching.Select(_ => 1.0)], seed).Of(0)));
        }

        return positions;
    }

    private PartFit? Compare(string title, IReadOnlyList<NameEvidence> part)
    {
        if (part.Count == 0)
            return null;

        var place = baselines.KneserNey;
        var ratios = PairedBootstrap.Run(
            [[.. part.Select(name => -name.LogLikelihood)], [.. part.Select(name => -name.Baselines[place])]],
            [.. part.Select(name => (double)name.Characters)], seed);
        var difference = ratios.Difference(0, 1);
        return new PartFit(title, part.Count, ratios.Of(0), ratios.Of(1), difference, VerdictOn(difference, part.Count));
    }

    private Metric LabelledMetric(string part, List<NameEvidence> labelled) => new(
        $"nats_per_character.labelled{part}",
        PairedBootstrap.Run(
            [[.. labelled.Select(name => -name.Labelled!.Value)]], [.. labelled.Select(name => (double)name.Characters)], seed)
                .Of(0), labelled.Count);
}
