using MlPipeline.Data;
using MlPipeline.Evaluation;
using MlPipeline.Evaluation.Report;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Tests.Evaluation;

/// <summary>Bad models that are planted must be called so, in words.</summary>
public sealed class PlantedModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IReadOnlyList<NameRecord> _train, _test;
    private readonly Vocabulary _vocabulary;

    public PlantedModelTests()
    {
        var names = NameCsv.Read(TestFiles.Names).ToList();
        (_train, _test) = DataSplit.Split(names, SplitKind.Random, 0.2, seed: 3);
        _vocabulary = Vocabulary.Of(names.Select(record => record.Name));
    }

    [Fact]
    public void Model_that_says_its_training_names_is_called_memorised()
    {
        var report = Evaluate(new CopyingModel(Names(_train), _vocabulary, strange: 0.001));

        AssertDefect(report, "memorised", "The model has memorised training names:");
        Assert.True(report.Find("copied_share")!.Value.Low > 0.9);
        Assert.True(report.Find("membership_auc")!.Value.Low > 0.99);
    }

    [Fact]
    public void Model_that_says_few_names_is_called_collapsed()
    {
        var report = Evaluate(new CopyingModel(Names(_train).Take(7), _vocabulary, strange: 0.001));

        AssertDefect(report, "collapsed", "Mode collapse:");
        AssertDefect(report, "random", "The model is worse than letter frequencies:");
    }

    [Fact]
    public void Model_that_knows_nothing_is_called_random()
    {
        var report = Evaluate(new CopyingModel([], _vocabulary, strange: 1));

        AssertDefect(report, "random", "The model's predictions are random:");
        AssertDefect(report, "validity", "The samples are not names:");
        AssertDefect(report, "resemblance", "The samples are distributed very differently from the held-out names:");
        Assert.Equal(Math.Log(_vocabulary.Count - _vocabulary.FirstCharacter + 1), report.Find("nats_per_character")!.Value.Value, 5);
    }

    [Fact]
    public void Model_that_says_nothing_but_the_end_is_told_to_generate_nothing()
    {
        var report = Evaluate(new CopyingModel([""], _vocabulary, strange: 1e-9));

        AssertDefect(report, "generates", "Generation failed after 0 names:");
        Assert.Null(report.Samples);
    }

    [Fact]
    public void Names_that_are_not_held_out_are_told()
    {
        var report = Evaluate(new CopyingModel(Names(_train), _vocabulary, strange: 0.001), [.. _test, .. _train.Take(5)]);

        Assert.Contains($"5 of {_test.Count + 5} held-out names are also training names", Text(report, "leak"), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Names(IEnumerable<NameRecord> records) => records.Select(record => record.Name);

    private static string Text(EvaluationReport report, string check) => report.Findings.Single(finding => finding.Check == check).Text;

    private static void AssertDefect(EvaluationReport report, string check, string beginning)
    {
        var finding = report.Findings.Single(finding => finding.Check == check);
        Assert.Equal(Severity.Defect, finding.Severity);
        Assert.StartsWith(beginning, finding.Text, StringComparison.Ordinal);
    }

    private EvaluationReport Evaluate(ICharacterModel model, IReadOnlyList<NameRecord>? test = null)
    {
        var request = new EvaluationRequest
        {
            Model = TestFiles.Model,
            Data = Write("test.csv", test ?? _test),
            Train = Write("train.csv", _train),
            Samples = 400,
        };
        return new Evaluator(model, request, "1.0.0").Run(_ => { }, TestContext.Current.CancellationToken);
    }

    private string Write(string name, IEnumerable<NameRecord> records) =>
        _folder.Write(name, "name\n" + string.Join('\n', Names(records)) + "\n");
}
