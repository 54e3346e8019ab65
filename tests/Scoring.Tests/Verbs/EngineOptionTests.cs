using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlPipeline.CommandLine;
using MlPipeline.Scoring.Verbs;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary><c>--engine</c> at every verb that opens a model: the same names, and likelihoods that agree but for the last digits.</summary>
public sealed partial class EngineOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public EngineOptionTests()
    {
        _folder.Write("names.csv", "name\nOna\nJonas\nŽydrūnė\n");
        _folder.Write("prefixes.csv", "prefix\nJo\nŽ\n");
    }

    [Fact]
    public void Every_verb_that_opens_a_model_has_it() => Assert.Equal(
        OptionWalk.VerbsOf(ScoringCommand.Create()).Where(verb => HasOption(verb.Verb, "--model") && verb.Words != "report verify")
            .Select(verb => verb.Words),
        OptionWalk.VerbsOf(ScoringCommand.Create()).Where(verb => HasOption(verb.Verb, "--engine")).Select(verb => verb.Words));

    [Theory]
    [InlineData("generate --count 20 --novel --seed 5")]
    [InlineData("generate --count 5 --pattern ?o* --label male --format jsonl")]
    [InlineData("generate --count 5 --without-replacement --format csv")]
    [InlineData("top --count 5 --prefix Jo")]
    [InlineData("top --count 5 --beam 8 --groups 2")]
    [InlineData("capacity --min-probability 0.001 --sample-size 50")]
    [InlineData("score names.csv --label female")]
    [InlineData("complete prefixes.csv --top 3")]
    [InlineData("complete prefixes.csv --samples 2 --unique")]
    public async Task Both_engines_give_the_same_names(string command)
    {
        var onnx = await Run(command, "onnx");
        var managed = await Run(command, "managed");

        Assert.NotEmpty(onnx);
        Assert.Equal(Texts(onnx), Texts(managed));
        foreach (var (expected, found) in Numbers(onnx).Zip(Numbers(managed), (a, b) => (a, b)))
            Assert.Equal(expected, found, 1e-4 * Math.Max(1, Math.Abs(expected)));
    }

    [Fact]
    public async Task Unknown_engine_is_refused_with_those_there_are() => CommandLine.AssertOneError(
        "'--engine' is one of onnx, managed, and not 'cuda'",
        await CommandLine.Run("generate", "--model", TestFiles.Model, "--engine", "cuda"));

    [Fact]
    public async Task Interrupted_run_is_not_resumed_with_another_engine()
    {
        string[] shard = ["score", _folder["names.csv"], "--model", TestFiles.Model, "--output", _folder["out.csv"]];
        Assert.Equal(0, (await CommandLine.Run([.. shard, "--shard", "1/2", "--engine", "managed"])).Code);
        Assert.Equal(0, (await CommandLine.Run([.. shard, "--shard", "2/2", "--engine", "onnx"])).Code);

        CommandLine.AssertOneError("--engine", await CommandLine.Run("merge", "--output", _folder["out.csv"]));

        Assert.Equal(0, (await CommandLine.Run([.. shard, "--shard", "1/2"])).Code);
        Assert.Equal(0, (await CommandLine.Run("merge", "--output", _folder["out.csv"])).Code);
    }

    [Fact]
    public async Task Report_says_which_engine_made_it_and_is_verified_with_it()
    {
        var rows = File.ReadLines(TestFiles.Names).Take(120);
        var data = _folder.Write("data.csv", string.Join('\n', rows) + "\n");
        var train = _folder.Write("train.csv", "name\n" + string.Join('\n', File.ReadLines(TestFiles.Names).Skip(120).Take(300)
            .Select(row => row.Split(',')[0])) + "\n");

        var (code, _, error) = await CommandLine.Run(
            "evaluate", "--model", TestFiles.Model, "--engine", "managed", "--data", data, "--train", train, "--samples", "100", "--output",
            _folder["report"]);

        Assert.True(code == 0, error);
        var report = JsonNode.Parse(File.ReadAllText(_folder["report/report.json"]))!;
        Assert.Equal("managed", (string?)report["request"]!["engine"]);
        Assert.Null(report["code"]!["onnx_runtime"]);
        Assert.Contains(" --engine managed ", (string?)report["command"], StringComparison.Ordinal);
        Assert.Contains("managed engine", File.ReadAllText(_folder["report/report.html"]), StringComparison.Ordinal);
        Assert.Equal(0, (await CommandLine.Run("report", "verify", _folder["report"])).Code);
    }

    [Fact]
    public async Task Info_says_what_each_engine_computes_here()
    {
        var both = await Run("info", "onnx");
        var managed = await Run("info", "managed");

        Assert.Matches(
            @"\nmanaged +--engine managed computes the same bits on every machine; its logits differ from those of ONNX Runtime by at " +
                @"most \d\.\de-[67] here\n\z", both);
        Assert.Contains("\nbits        computes the same bits on every machine\n", managed, StringComparison.Ordinal);
        Assert.DoesNotContain("ONNX Runtime", managed, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static bool HasOption(Command verb, string name) => verb.Options.Any(option => option.Name == name);

    private async Task<string> Run(string command, string engine)
    {
        var words = command.Split(' ').Select(word => word.EndsWith(".csv", StringComparison.Ordinal) ? _folder[word] : word);
        var (code, output, error) = await CommandLine.Run([.. words, "--model", TestFiles.Model, "--engine", engine]);
        Assert.True(code == ExitCode.Done, error);
        return output.ReplaceLineEndings("\n");
    }

    private static string Texts(string output) => new([.. output.Where(letter => char.IsLetter(letter) || letter == '\n')]);

    private static IEnumerable<double> Numbers(string output) => Number().Matches(output)
        .Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"-?\d+(\.\d+)?(E-\d+)?")]
    private static partial Regex Number();
}
