using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace MlPipeline.Scoring.Tests.Verbs;

public sealed class EvaluateVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Folder_holds_the_report_in_four_forms()
    {
        var (code, output, error) = await Evaluate();

        Assert.True(code == 0, error);
        Assert.Equal(
            ["junit.xml", "report.html", "report.json", "report.md"], Directory.GetFiles(_folder["r"]).Select(Path.GetFileName).Order());
        Assert.Contains("nats_per_character ", output, StringComparison.Ordinal);
        Assert.Contains(" checks passed", output, StringComparison.Ordinal);
        Assert.Equal("gender", (string?)JsonNode.Parse(File.ReadAllText(_folder["r/report.json"]))!["request"]!["condition_column"]);
    }

    [Fact]
    public async Task Samples_are_those_of_the_generate_verb()
    {
        var (code, _, error) = await Evaluate("--samples", "300", "--seed", "7");
        var drawn = await CommandLine.Run("generate", "--model", TestFiles.Model, "--count", "300", "--seed", "7");

        Assert.True(code == 0, error);
        var names = drawn.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var report = JsonNode.Parse(File.ReadAllText(_folder["r/report.json"]))!;
        Assert.Equal(names.Take(60), report["samples"]!["examples"]!.AsArray().Select(example => (string)example!["name"]!));
        var uniqueness = report["metrics"]!.AsArray().Single(metric => (string)metric!["name"]! == "uniqueness")!;
        Assert.Equal(names.Distinct().Count() / 300.0, (double)uniqueness["value"]!["value"]!, 12);
        Assert.Contains("--count 300 --seed 7", File.ReadAllText(_folder["r/report.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_gate_is_exit_code_2_and_the_report_is_there()
    {
        var result = await Evaluate("--gate", "nats_per_character<1.5", "--gate", "novelty>0.1");

        CommandLine.AssertOneError("1 of 2 gates failed: nats_per_character<1.5 (nats_per_character is 1.6835).", result);
        Assert.Contains("1 of 2 gates passed", result.Output, StringComparison.Ordinal);
        Assert.Equal("1", XDocument.Load(_folder["r/junit.xml"]).Root!.Elements().First().Attribute("failures")!.Value);
    }

    [Fact]
    public async Task Folder_that_is_a_file_is_told_before_any_work()
    {
        var result = await CommandLine.Run(
            "evaluate", "--model", TestFiles.Model, "--data", TestFiles.Names, "--output", _folder.Write("file", ""));

        CommandLine.AssertOneError("is a file, and no folder", result);
        Assert.DoesNotContain("scoring", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nats_per_character", "'nats_per_character' is not a threshold check")]
    [InlineData("novelty>x", "'novelty>x' is not a threshold check")]
    [InlineData("novelty=1", "'novelty=1' is not a threshold check")]
    [InlineData("noveltyy>1", "there is no metric 'noveltyy' in a report. Similar names: 'novelty'")]
    public async Task Gate_that_makes_no_sense_is_told_before_any_work(string gate, string expected)
    {
        var result = await Evaluate("--gate", gate);

        CommandLine.AssertOneError(expected, result);
        Assert.False(Directory.Exists(_folder["r"]));
    }

    [Fact]
    public async Task Gate_on_an_unknown_number_names_the_known_ones()
    {
        var result = await Evaluate("--gate", "beauty>1");

        CommandLine.AssertOneError("there is no metric 'beauty' in a report. Similar names: '", result);
    }

    [Fact]
    public async Task Data_that_the_model_was_not_made_of_needs_training_names()
    {
        var data = _folder.Write("other.csv", "name\nOna\n");

        var result = await CommandLine.Run("evaluate", "--model", TestFiles.Model, "--data", data, "--output", _folder["r"]);

        CommandLine.AssertOneError($"{data}: the model was not made of this file: it records 'names.csv'", result);
        CommandLine.AssertOneError("--train", result);
    }

    [Theory]
    [InlineData("name\nQQQ\nXXX\n", "none of its 2 names can be read by the model")]
    [InlineData("name\n", "none of its 0 names can be read by the model")]
    [InlineData("word\nOna\n", "there is no column 'name'")]
    public async Task Data_that_cannot_be_used_is_named(string text, string expected)
    {
        var data = _folder.Write("test.csv", text);

        var result = await CommandLine.Run(
            "evaluate", "--model", TestFiles.Model, "--data", data, "--train", TestFiles.Names, "--output", _folder["r"]);

        CommandLine.AssertOneError(expected, result);
        Assert.False(Directory.Exists(_folder["r"]));
    }

    [Fact]
    public async Task Single_training_name_is_refused()
    {
        var train = _folder.Write("train.csv", "name\nJonas\nJonas\n");

        var result = await CommandLine.Run(
            "evaluate", "--model", TestFiles.Model, "--data", TestFiles.Names, "--train", train, "--output", _folder["r"]);

        CommandLine.AssertOneError($"{train}: 'Jonas' is the only training name", result);
    }

    [Fact]
    public async Task Few_names_without_labels_are_enough()
    {
        var data = _folder.Write("test.csv", "name\nOna\n");
        var train = _folder.Write("train.csv", "name\nJonas\nRasa\n");

        var (code, output, error) = await CommandLine.Run(
            "evaluate", "--model", TestFiles.Model, "--data", data, "--train", train, "--samples", "100", "--output", _folder["r"]);

        Assert.True(code == 0, error);
        Assert.Contains("few held-out names (1)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Held_out_names_without_capitals_are_told()
    {
        var data = _folder.Write("test.csv", "name\nona\nJonas\nrasa\n");

        var (code, output, error) = await CommandLine.Run(
            "evaluate", "--model", TestFiles.Model, "--data", data, "--train", TestFiles.Names, "--samples", "100", "--output",
            _folder["r"]);

        Assert.True(code == 0, error);
        Assert.Contains("33.3 [6.1, 79.2] % of the held-out names begin with a capital letter", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Canaries_are_ranked_and_bad_ones_named_with_their_row()
    {
        var good = _folder.Write("canaries.csv", "name,pattern\nJonas,J?nas\nŽvakas,Žva?as\n");
        var bad = _folder.Write("bad.csv", "name,pattern\nJonas,J?nas\nPetras,J?nas\n");

        var (code, _, error) = await Evaluate("--canaries", good);
        var refused = await Evaluate("--canaries", bad);

        Assert.True(code == 0, error);
        var canaries = JsonNode.Parse(File.ReadAllText(_folder["r/report.json"]))!["memorisation"]!["canaries"]!.AsArray();
        Assert.Equal([30L, 30L], canaries.Select(canary => (long)canary!["space"]!));
        CommandLine.AssertOneError($"{bad}, row 3: 'Petras' doesn't fit its pattern 'J?nas'", refused);
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_is_named()
    {
        var file = _folder.Write("file", "");

        var result = await CommandLine.Run(
            "evaluate", "--model", TestFiles.Model, "--data", TestFiles.Names, "--samples", "100", "--output", file);

        CommandLine.AssertOneError("the file can't be written", result);
    }

    [Fact]
    public async Task Too_few_samples_are_refused() =>
        CommandLine.AssertOneError("--samples must be a whole number from 100 to ", await Evaluate("--samples", "99"));

    public void Dispose() => _folder.Dispose();

    private Task<(int Code, string Output, string Error)> Evaluate(params string[] more) =>
        CommandLine.Run(
            [.. (string[])["evaluate", "--model", TestFiles.Model, "--data", TestFiles.Names, "--output", _folder["r"]],
                .. more.Contains("--samples") ? Array.Empty<string>() : ["--samples", "100"], .. more]);
}
