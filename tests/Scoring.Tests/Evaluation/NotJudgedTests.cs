using System.Text.Json;
using System.Xml.Linq;
using MlPipeline.Data;
using MlPipeline.Evaluation;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Reports;
using MlPipeline.Evaluation.Reports.Comparison;
using MlPipeline.Evaluation.Reports.Html;
using MlPipeline.Files;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Tests.Evaluation;

/// <summary>What can't be judged is called so: in words, in all forms of the report, in comparisons and by gates.</summary>
public sealed class NotJudgedTests : IDisposable
{
    private static readonly string[] English =
    [
        .. from first in new[] { "Jack", "Will", "Rob", "Step", "Henr", "Charl", "Thom", "Geor", "Rich", "Edw" }
           from last in new[] { "son", "ton", "ley", "ford", "man", "wick", "by", "ham", "well", "worth" }
           select first + last,
    ];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Rules_that_nobody_stated_and_the_names_do_not_meet_judge_nothing()
    {
        var report = Evaluate(English, gates: ["validity>0.1", "novelty>0.000001"]);

        AssertNotJudged(report, "validity", "no language is stated, and of the training names 0.0 [0.0, ");
        Assert.DoesNotContain(report.Metrics, metric => metric.Name.Contains("validity", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Findings, finding => finding.Check is "rules");
        Assert.Empty(report.Samples!.Rules);
        Assert.All(report.Samples.Examples, example => Assert.Empty(example.Broken));
        Assert.Equal(1, report.Find("not_judged")!.Value.Value);
        var gate = report.Gates[0];
        Assert.False(gate.HasPassed);
        Assert.StartsWith("was not judged: no language is stated", gate.Found(), StringComparison.Ordinal);
    }

    [Fact]
    public void Verdict_is_a_word_of_its_own_in_every_form()
    {
        var report = Evaluate(English);
        var folder = _folder["r"];

        ReportFolder.Write(folder, report);
        var summary = new StringWriter();
        ReportSummary.Write(report, folder, summary);

        var expected = $"{report.CountOf(Severity.Passed)} of {report.Findings.Count} checks passed, 1 not judged.";
        Assert.Contains("\nnot judged: Validity is not judged:", summary.ToString(), StringComparison.Ordinal);
        Assert.Contains(expected, summary.ToString(), StringComparison.Ordinal);
        Assert.Contains(expected, File.ReadAllText(_folder["r/report.md"]), StringComparison.Ordinal);
        Assert.Contains("**Not judged.** Validity is not judged", File.ReadAllText(_folder["r/report.md"]), StringComparison.Ordinal);
        Assert.Contains("Not judged.</b> Validity is not judged", File.ReadAllText(_folder["r/report.html"]), StringComparison.Ordinal);
        Assert.Contains("\"severity\": \"not_judged\"", File.ReadAllText(_folder["r/report.json"]), StringComparison.Ordinal);
        var suite = XDocument.Load(_folder["r/junit.xml"]).Root!;
        Assert.Equal("1", suite.Attribute("skipped")!.Value);
        Assert.Equal(
            "validity", Assert.Single(suite.Descendants("testcase"), test => test.Element("skipped") is not null).Attribute("name")!.Value);
        Assert.Equal(report.Findings, ReportJson.Read(_folder["r/report.json"]).Findings);
    }

    [Theory]
    [InlineData("lv", "the language of the names is 'lv', as the command says, and rules are built in for Lithuanian ('lt') alone")]
    [InlineData("lt-LT", "the language of the names is 'lt-LT', as the command says, and only 0.0 [0.0, ")]
    public void Language_that_is_stated_says_which_rules_hold(string language, string expected)
    {
        var report = Evaluate(English, language: language);

        AssertNotJudged(report, "validity", expected);
        Assert.Equal(
            language == "lv" ? 0 : 1, report.Findings.Count(finding => finding.Check == "rules" && finding.Severity == Severity.Warning));
    }

    [Fact]
    public void Rules_from_a_file_judge_names_of_any_language()
    {
        var rules = _folder.Write("rules.json", """{"title": "English names", "rules": [{"name": "letters", "text": "English letters", "regex": "[A-Z][a-z]+"}]}""");

        var report = Evaluate(English, rules: rules);

        Assert.Equal(1, report.Find("training.validity")!.Value.Value);
        Assert.NotNull(report.Find("validity.letters"));
        Assert.Equal(["letters: English letters"], report.Samples!.Rules);
        Assert.Equal(FileHash.Sha256Of(rules), report.Rules!.Sha256);
        Assert.Contains("--rules", report.Command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "it is not JSON of this form at line 1")]
    [InlineData("""{"title": "x", "rules": []}""", "it lacks a title or rules")]
    [InlineData("""{"title": "x", "rules": [{"name": "a", "text": "", "regex": "("}]}""", "the regular expression '(' of the rule 'a' can't be used")]
    [InlineData("""{"title": "x", "rules": [{"name": "a", "text": "", "regex": "a"}, {"name": "a", "text": "", "regex": "b"}]}""", "the rule 'a' appears 2 times")]
    [InlineData("""{"format": 1, "normalization": []}""", "it is not JSON of this form")]
    public void Broken_rules_are_refused_before_any_work(string text, string expected)
    {
        var rules = _folder.Write("rules.json", text);

        var exception = Assert.Throws<DataFileException>(() => Evaluate(English, rules: rules));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_that_know_no_label_do_not_judge_whether_labels_are_heeded()
    {
        var names = NameCsv.Read(TestFiles.Names).Select(record => record.Name).ToList();

        var report = Evaluate(names, label: (_, i) => i % 2 == 0 ? "noble" : "common");

        AssertNotJudged(report, "labels", "the rules of Lithuanian names have no rules for the labels 'common', 'noble'");
        Assert.Contains(report.Findings, finding => finding.Check == "validity" && finding.Severity != Severity.NotJudged);
    }

    [Fact]
    public void Labels_that_only_held_out_names_have_count_as_none_and_are_told()
    {
        var report = Evaluate(English, label: (isTraining, i) => i % 10 == 0 ? null : isTraining ? "a" : i % 2 == 0 ? "a" : "queen, \"x\"");

        var finding = report.Findings.Single(finding => finding.Check == "unlearnt_labels");
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.StartsWith(
            $"{report.Data.UnlearntLabels} of {report.Data.Names} held-out names and 0 of {report.Train.Names} training names have labels",
            finding.Text, StringComparison.Ordinal);
        Assert.Contains("'queen, \"x\"'", finding.Text, StringComparison.Ordinal);
        Assert.Equal((25, 12, 10), (report.Names.Count, report.Data.UnlearntLabels, report.Names.Count(name => name.Label == "a")));
        Assert.Equal(report.Names.Count(name => name.Label is null), report.Find("nats_per_character.without_label")!.Count);
        foreach (var write in (Action<EvaluationReport, TextWriter>[])[HtmlReport.Write, MarkdownReport.Write, JUnitReport.Write])
        {
            var output = new StringWriter();
            write(report, output);
            Assert.Contains("labels that the model do", output.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Few_held_out_names_give_no_verdict_and_no_number_that_is_none(int count)
    {
        var report = Evaluate(English, heldOut: count);
        var diff = ReportDiff.Of("a", report, "b", report);

        string[] checks = ["random", "resemblance", "memorised", "counting", "calibration"];
        Assert.All(checks, check => Assert.Equal(Severity.NotJudged, report.Findings.Single(finding => finding.Check == check).Severity));
        foreach (var text in Forms(report)
            .Concat(Enum.GetValues<DiffFormat>().Select(format => Text(output => DiffWriter.Write(diff, format, output)))))
        {
            Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", text, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"(?<![\w.])-0(\.0+)?(?![\w.])", text);
        }

        using var _ = JsonDocument.Parse(ReportJson.Write(report));
    }

    [Fact]
    public void Comparison_says_where_names_were_judged_by_other_rules()
    {
        var rules = _folder.Write("rules.json", """{"title": "English names", "rules": [{"name": "letters", "text": "English letters", "regex": "[A-Z][a-z]+"}]}""");

        var diff = ReportDiff.Of("a", Evaluate(English), "b", Evaluate(English, rules: rules));

        var row = diff.Rows.Single(row => row.Name == "validity");
        Assert.Equal(DiffVerdict.OtherRules, row.Verdict);
        Assert.Contains(
            "not judged by the same rules", Text(output => DiffWriter.Write(diff, DiffFormat.Text, output)), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_stays_small_with_many_letters_and_labels_and_says_what_it_leaves_out()
    {
        var names = Enumerable.Range(0, 1_000)
            .Select(i => $"{(char)(0x4E00 + 2 * i % 2_000)}{(char)(0x4E00 + (2 * i + 1) % 2_000)}{(char)(0x4E00 + i % 61)}").Distinct()
                .ToList();

        var report = Evaluate(names, label: (_, i) => $"label {i % 500}", strange: 1e-9);

        var page = Text(output => HtmlReport.Write(report, output));
        Assert.InRange(page.Length, 50_000, 1_000_000);
        Assert.Contains("The 60 commonest of 2,000 are shown", page, StringComparison.Ordinal);
        Assert.Contains("rarer labels are in report.json", page, StringComparison.Ordinal);
        var next = report.Pictures.NextLetters;
        Assert.InRange(next.Columns.Count, 61, 62);
        Assert.All(next.Probabilities, row => Assert.Equal(1, row.Sum(), 6));
        Assert.InRange(ReportJson.Write(report).Length, 0, 3_000_000);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertNotJudged(EvaluationReport report, string check, string reason)
    {
        var finding = report.Findings.Single(finding => finding.Check == check);
        Assert.Equal(Severity.NotJudged, finding.Severity);
        Assert.Contains(reason, finding.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Forms(EvaluationReport report) =>
        ((Action<EvaluationReport, TextWriter>[])[HtmlReport.Write, MarkdownReport.Write, JUnitReport.Write, (all, output) =>
            output.Write(ReportJson.Write(all))])
        .Select(write => Text(output => write(report, output)));

    private static string Text(Action<TextWriter> write)
    {
        var output = new StringWriter();
        write(output);
        return output.ToString();
    }

    private EvaluationReport Evaluate(
        IReadOnlyList<string> names, Func<bool, int, string?>? label = null, string? language = null, string? rules = null,
        int? heldOut = null, IReadOnlyList<string>? gates = null,
        double strange = 0.001)
    {
        var test = names.Where((_, i) => i % 4 == 0).Take(heldOut ?? names.Count).ToList();
        var train = names.Where((_, i) => i % 4 != 0).ToList();
        var labels = label is null ? [] : train.Select((_, i) => label(true, i)).OfType<string>().Distinct();
        var request = new EvaluationRequest
        {
            Model = TestFiles.Model,
            Data = Write("test.csv", test, isTraining: false),
            Train = Write("train.csv", train, isTraining: true),
            LabelColumn = label is null ? null : "label",
            Language = language,
            Rules = rules,
            Samples = 100,
            Gates = gates ?? [],
        };
        return new Evaluator(new CopyingModel(train, Vocabulary.Of(names, labels), strange), request, "1.0.0")
            .Run(_ => { }, TestContext.Current.CancellationToken);

        string Write(string file, List<string> part, bool isTraining) =>
            _folder.Write(
                file, "name,label\n" +
                    string.Concat(
                        part.Select(
                            (name, i) => $"{name},\"{label?.Invoke(isTraining, i)?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n")));
    }
}
