using MlPipeline.Data;
using MlPipeline.Evaluation.Fit;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Reports.Comparison;

/// <summary>Two reports on the same held-out names, side by side.</summary>
/// <param name="A">The first.</param>
/// <param name="B">The second.</param>
/// <param name="Rows">Number by number.</param>
/// <param name="Gained">Names that the second takes much better, the greatest gain first.</param>
/// <param name="Lost">Names that it takes much worse, the greatest loss first.</param>
internal sealed record ReportDiff(
    EvaluationReport A, EvaluationReport B, IReadOnlyList<DiffRow> Rows, IReadOnlyList<DiffName> Gained, IReadOnlyList<DiffName> Lost)
{
    private const int Names = 10;
    private const string ToBaseline = "difference.";
    private static readonly string[] OfTheNames = ["baseline.", "heldout.", "training."];

    /// <summary>Compares.</summary>
    /// <param name="pathA">Path of the first.</param>
    /// <param name="a">The first report.</param>
    /// <param name="pathB">Path of the second.</param>
    /// <param name="b">The second report.</param>
    /// <exception cref="DataFileException">They are about different held-out names.</exception>
    public static ReportDiff Of(string pathA, EvaluationReport a, string pathB, EvaluationReport b)
    {
        if (!a.Names.Select(name => name.Name).SequenceEqual(b.Names.Select(name => name.Name), StringComparer.Ordinal))
        {
            throw new DataFileException(pathB, null,
                $"it is about other held-out names than {pathA} ({b.Data.File}, SHA-256 {b.Data.Sha256[..12]}…, and {a.Data.File}, " +
                    $"{a.Data.Sha256[..12]}…), or one of the models can't read " +
                "some of them. Evaluate both models on the same data: only the same names can be compared in pairs.");
        }

        var paired = Paired(a, b);
        var haveSameRules = (a.Samples?.Rules ?? []).SequenceEqual(b.Samples?.Rules ?? [], StringComparer.Ordinal);
        var rows = a.Metrics.Where(metric => haveSameRules || !MetricNames.IsOfRules(metric.Name))
            .Select(metric => (metric.Name, metric.Count, A: metric.Value, B: b.Find(metric.Name)?.Value))
                .Where(row => row.B is not null && !IsOfTheNames(row.Name, row.A, row.B.Value)).Select(row =>
            paired.TryGetValue(row.Name, out var difference)
                ? new DiffRow(row.Name, row.A, row.B!.Value, difference, IsPaired: true, VerdictOn(row.Name, difference, row.Count))
                : Unpaired(row.Name, row.A, row.B!.Value)).ToList();
        rows.AddRange(JudgedOnce(a, b));
        var names = a.Names.Zip(b.Names).Select(pair => (Name: new DiffName(
            pair.First.Name, -pair.First.LogLikelihood / pair.First.Characters, -pair.Second.LogLikelihood / pair.Second.Characters),
            Gain: pair.Second.LogLikelihood - pair.First.LogLikelihood)).ToList();
        return new ReportDiff(
            a, b, rows,
            [.. names.Where(name => name.Gain > 0).OrderByDescending(name => name.Gain).Take(Names).Select(name => name.Name)],
            [.. names.Where(name => name.Gain < 0).OrderBy(name => name.Gain).Take(Names).Select(name => name.Name)]);
    }

    // Valid by other rules is another number: it is shown, and nothing is said of it.
    private static IEnumerable<DiffRow> JudgedOnce(EvaluationReport a, EvaluationReport b)
    {
        var none = Interval.Exact(double.NaN);
        return (a.Samples?.Rules ?? []).SequenceEqual(b.Samples?.Rules ?? [], StringComparer.Ordinal)
            ? []
            : a.Metrics.Concat(b.Metrics).Select(metric => metric.Name)
            .Where(MetricNames.IsOfRules).Distinct()
            .Select(name =>
                new DiffRow(name, a.Find(name)?.Value ?? none, b.Find(name)?.Value ?? none, none, IsPaired: false, DiffVerdict.OtherRules));
    }

    // Baselines and real names are the same for both models, and a difference to the same baseline says what the model's own number says.
    private static bool IsOfTheNames(string metric, Interval a, Interval b) =>
        metric.StartsWith(ToBaseline, StringComparison.Ordinal)
            || (a == b && OfTheNames.Any(prefix => metric.StartsWith(prefix, StringComparison.Ordinal)));

    // What is a sum over names is compared name by name: what is hard for both models doesn't widen the interval.
    private static Dictionary<string, Interval> Paired(EvaluationReport a, EvaluationReport b)
    {
        var pairs = a.Names.Zip(b.Names, (first, second) => (A: first, B: second)).ToList();
        var differences = new Dictionary<string, Interval>();
        var all = PerCharacter("", _ => true)!;
        Add("nats_per_name", _ => true, name => -name.LogLikelihood, _ => 1);
        Labelled("", _ => true);
        foreach (var part in HeldOutPart.ByLabel(a.Names))
        {
            PerCharacter(part.Key, part.Has);
            Labelled(part.Key, part.Has);
        }

        for (var place = 0; pairs.Exists(pair => pair.A.Characters > place); place++)
        {
            var at = place;
            Add(FormattableString.Invariant($"nats.position={place + 1}"), name =>
                name.Characters > at, name => -name.LogProbabilities[at], _ => 1);
        }

        foreach (var length in pairs.Select(pair => pair.A.Characters).Distinct())
            PerCharacter(FormattableString.Invariant($".length={length - 1}"), name => name.Characters == length);
        foreach (var part in a.Train.Sha256 == b.Train.Sha256 && a.Train.Part == b.Train.Part ? HeldOutPart.ByTrainingNames : [])
            PerCharacter(part.Key, part.Has);

        var nats = differences["nats_per_character"];
        differences["bits_per_character"] = new Interval(nats.Value / Math.Log(2), nats.Low / Math.Log(2), nats.High / Math.Log(2));
        differences["perplexity"] = all.Difference(1, 0, Math.Exp);
        return differences;

        PairedBootstrap? PerCharacter(string part, Func<EvaluatedName, bool> isIn) =>
            Add($"nats_per_character{part}", isIn, name => -name.LogLikelihood, name => name.Characters);

        void Labelled(string part, Func<EvaluatedName, bool> isIn) =>
            Add($"nats_per_character.labelled{part}", name =>
                isIn(name) && name.Labelled is not null, name => -name.Labelled!.Value, name => name.Characters);

        PairedBootstrap? Add(
            string metric, Func<EvaluatedName, bool> isIn, Func<EvaluatedName, double> numerator, Func<EvaluatedName, double> denominator)
        {
            var part = pairs.Where(pair => isIn(pair.A) && isIn(pair.B)).ToList();
            if (part.Count == 0)
                return null;

            var ratios = PairedBootstrap.Run(
                [[.. part.Select(pair => numerator(pair.A))], [.. part.Select(pair => numerator(pair.B))]],
                [.. part.Select(pair => denominator(pair.A))], a.Request.Seed);
            differences[metric] = ratios.Difference(1, 0);
            return ratios;
        }
    }

    private static DiffRow Unpaired(string name, Interval a, Interval b)
    {
        var difference = IndependentDifference.Of(b, a);
        return new DiffRow(name, a, b, difference, IsPaired: false, VerdictOn(name, difference, int.MaxValue));
    }

    private static DiffVerdict VerdictOn(string name, Interval difference, int names) =>
        (double.IsNaN(difference.Low), difference.ExcludesZero, MetricDefinitions.BetterOf(name)) switch
        {
            (true, _, _) => DiffVerdict.NotJudged,
            _ when names < FitMeasurement.FewestToJudge => DiffVerdict.TooFewNames,
            (_, false, _) => DiffVerdict.NoDifferenceFound,
            (_, _, Better.Lower) => difference.Value < 0 ? DiffVerdict.Better : DiffVerdict.Worse,
            (_, _, Better.Higher) => difference.Value > 0 ? DiffVerdict.Better : DiffVerdict.Worse,
            _ => DiffVerdict.Different,
        };
}
