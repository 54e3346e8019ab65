using MlPipeline.Evaluation.Findings;
using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Scoring.Tests.Evaluation.Findings;

public sealed class ChecksTests
{
    private static readonly EvaluationFile File = new("names.csv", "00", 1000, 0);

    [Theory]
    [InlineData(0.70, 0.2, "Passed")]
    [InlineData(0.50, 0.2, "Warning")]
    [InlineData(0.20, 0.2, "Defect")]
    [InlineData(0.50, 0.9, "Note")]
    [InlineData(0.20, 0.9, "Note")]
    public void Collapse_is_judged_by_distinct_names_and_what_they_cover(double uniqueness, double coverage, string expected) =>
        Assert.Equal(expected, Find("collapsed", ("uniqueness", uniqueness), ("coverage", coverage)));

    [Theory]
    [InlineData(0.52, 1.0, 0.10, "Passed")]
    [InlineData(0.60, 1.5, 0.10, "Note")]
    [InlineData(0.65, 2.5, 0.40, "Warning")]
    [InlineData(0.80, 3.0, 0.10, "Warning")]
    [InlineData(0.85, 5.0, 0.40, "Defect")]
    [InlineData(0.95, 1.0, 0.10, "Defect")]
    [InlineData(0.50, 9.0, 0.80, "Defect")]
    public void Memorisation_is_judged_by_membership_and_copies(double area, double factor, double copied, string expected) => Assert.Equal(
        expected,
        Find("memorised", ("membership_auc", area), ("memorisation_factor", factor), ("copied_share", copied),
            ("copied_share.unmemorised", copied / factor)));

    [Theory]
    [InlineData(0.98, "Passed")]
    [InlineData(0.80, "Warning")]
    [InlineData(0.30, "Defect")]
    public void Validity_is_judged_by_that_of_training_names(double validity, string expected) =>
        Assert.Equal(expected, Find("validity", ("validity", validity), ("training.validity", 0.99)));

    [Theory]
    [InlineData(0.95, "Passed")]
    [InlineData(0.80, "Warning")]
    [InlineData(0.50, "Defect")]
    public void Labels_are_judged_by_the_one_that_is_missed_most(double validity, string expected) => Assert.Equal(expected, Find(
        "labels", ("validity.label=male", validity), ("training.validity.label=male", 0.98), ("validity.label=female", 0.99),
        ("training.validity.label=female", 0.99)));

    [Theory]
    [InlineData(-0.05, "Passed")]
    [InlineData(0.05, "Note")]
    [InlineData(0.15, "Warning")]
    [InlineData(0.40, "Defect")]
    public void Resemblance_is_judged_by_the_farthest_distribution(double excess, string expected) => Assert.Equal(
        expected,
        Find("resemblance", ("js_distance.letters", 0.5), ("js_distance.letters.difference", excess), ("js_distance.endings", 0.1),
            ("js_distance.endings.difference", -0.2)));

    [Theory]
    [InlineData(0.0, "Passed")]
    [InlineData(0.03, "Note")]
    [InlineData(0.2, "Warning")]
    [InlineData(-0.2, "Warning")]
    public void Calibration_is_judged_by_the_difference_of_confidence_and_hits(double over, string expected) =>
        Assert.Equal(expected, Find("calibration", ("overconfidence", over)));

    [Theory]
    [InlineData(-0.5, nameof(Verdict.Better), "Passed")]
    [InlineData(0.0, nameof(Verdict.NoDifferenceFound), "Note")]
    [InlineData(0.5, nameof(Verdict.Worse), "Warning")]
    [InlineData(1.0, nameof(Verdict.Worse), "Defect")]
    public void Counting_is_judged_by_the_verdict(double difference, string verdict, string expected) =>
        Assert.Equal(expected, Find("counting", Enum.Parse<Verdict>(verdict), difference));

    [Theory]
    [InlineData(0.001, "Warning")]
    [InlineData(0.3, "Passed")]
    public void Canaries_are_judged_by_chance(double chance, string expected) =>
        Assert.Equal(
            expected, Find("canaries", ("canary_exposure.mean", 3), ("canary_exposure.max", 5), ("canary_exposure.p_value", chance)));

    [Theory]
    [InlineData(0.0, 0.99, 1)]
    [InlineData(0.97, 0.99, 0)]
    public void Names_written_differently_are_told(double heldOut, double training, int expected)
    {
        var findings = Checks.Run(Input(Verdict.Better, -0.5, [("heldout.capitalised", heldOut), ("training.capitalised", training)]));

        Assert.Equal(expected, findings.Count(finding => finding.Check == "capitals" && finding.Severity == Severity.Warning));
    }

    [Fact]
    public void Better_is_said_of_nothing_whose_interval_holds_zero()
    {
        var findings = Checks.Run(Input(Verdict.NoDifferenceFound, 0, []));

        Assert.DoesNotContain(findings, finding => finding.Text.Contains("better", StringComparison.Ordinal));
        Assert.DoesNotContain(findings, finding => finding.Text.Contains("worse", StringComparison.Ordinal));
    }

    private static string Find(string check, params (string Name, double Value)[] metrics) => Find(check, Verdict.Better, -0.5, metrics);

    private static string Find(string check, Verdict verdict, double difference, params (string Name, double Value)[] metrics) =>
        Checks.Run(Input(verdict, difference, metrics)).Single(finding => finding.Check == check).Severity.ToString();

    private static CheckInput Input(Verdict verdict, double difference, (string Name, double Value)[] metrics)
    {
        (string Name, double Value)[] always = [("nats_per_character", 1.5), ("overconfidence", 0), ("ece", 0.01), ("confidence", 0.5),
            ("accuracy", 0.5)];
        var all = metrics.Concat(always.Where(metric => metrics.All(given => given.Name != metric.Name)))
            .Select(metric => new Metric(metric.Name, Close(metric.Value), 1000)).ToList();
        BaselineFit Fit(string name, Verdict found, double less) => new(name, Close(1.5 - less), Close(less), found);
        var baselines = new Dictionary<string, BaselineFit>
        {
            ["uniform"] = Fit("uniform", Verdict.Better, -2),
            ["unigram"] = Fit("unigram", Verdict.Better, -1),
            ["bigram"] = Fit("bigram", difference > 0.9 ? Verdict.Worse : Verdict.Better, -0.5),
            ["kneser_ney"] = Fit("Kneser-Ney 5-gram", verdict, difference),
        };
        return new CheckInput(all, baselines, File, File, HaveChosen: false, SamplingFailure: null, Samples: 10_000, SamplerDeviation: 0.3)
        {
            Rules = new RuleChoice(LithuanianNameRules.Rules, "as the test says"),
        };
    }

    private static Interval Close(double value) => new(value, value - 0.005, value + 0.005);
}
