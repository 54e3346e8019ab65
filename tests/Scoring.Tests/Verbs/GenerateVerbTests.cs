using System.CommandLine;
using System.Text.Json;
using MlPipeline.CommandLine;
using MlPipeline.Models;
using MlPipeline.Scoring.Verbs;

namespace MlPipeline.Scoring.Tests.Verbs;

public sealed class GenerateVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Text_is_a_name_a_line()
    {
        var (code, output, error) = await CommandLine.Run(
            "generate", "--model", TestFiles.Model, "--count", "25", "--prefix", "Da", "--max-length", "6");

        Assert.Equal(0, code);
        Assert.Empty(error);
        var names = output.TrimEnd('\n').Split('\n');
        Assert.Equal(25, names.Length);
        Assert.All(names, name => Assert.StartsWith("Da", name, StringComparison.Ordinal));
        Assert.All(names, name => Assert.InRange(name.Length, 2, 6));
    }

    [Fact]
    public async Task Csv_and_json_lines_hold_the_same_names_as_text()
    {
        string[] request = ["generate", "--model", TestFiles.Model, "--count", "5", "--seed", "9", "--label", "female", "--temperature",
            "0.8", "--top-k", "9", "--top-p", "0.95", "--min-p", "0.01"];

        var text = (await CommandLine.Run(request)).Output.TrimEnd().Split('\n');
        var csv = (await CommandLine.Run([.. request, "--format", "csv"])).Output.TrimEnd().Split('\n');
        var json = (await CommandLine.Run([.. request, "--format", "jsonl"])).Output.TrimEnd().Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();

        Assert.Equal("name,log_likelihood", csv[0]);
        Assert.Equal(text, csv.Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal(text, json.Select(line => line.GetProperty("name").GetString()));
        Assert.All(json, line => Assert.InRange(line.GetProperty("log_likelihood").GetDouble(), -40, 0));
    }

    [Theory]
    [InlineData("--temperature must be a finite number above 0", "--temperature", "0")]
    [InlineData("--count must be a whole number of at least 1, and not -1", "--count", "-1")]
    [InlineData("--top-p must be a number above 0 and up to 1", "--top-p", "2")]
    [InlineData("The model has no label 'boy'. Its labels: 'female', 'male'.", "--label", "boy")]
    [InlineData("'Qx' holds U+0051 'Q' at position 0, which the vocabulary lacks", "--prefix", "Qx")]
    [InlineData("has 4 characters, and names have at most 3", "--prefix", "Jona", "--max-length", "3")]
    [InlineData("Unrecognized command or argument '--colour'", "--colour")]
    [InlineData("Option '--count' takes a whole number", "--count", "many")]
    [InlineData("Option '--temperature' takes a number with a decimal point, and not '0,8'", "--temperature", "0,8")]
    [InlineData("Option '--min-p' takes a number with a decimal point, and not '0,1'", "--min-p", "0,1")]
    [InlineData("Option '--format' is one of text, csv, tsv, jsonl, and not 'xml'", "--format", "xml")]
    [InlineData("Option '--format' is one of text, csv, tsv, jsonl, and not '7'", "--format", "7")]
    [InlineData("--threads must be a whole number from 1 to 512, and not 513", "--threads", "513")]
    [InlineData("Option '--output' takes a path, and not an empty text", "--output", "")]
    [InlineData("none.onnx: there is no such file", "--model", "none.onnx")]
    public async Task Bad_request_gets_one_error_line(string expected, params string[] arguments) =>
        CommandLine.AssertOneError(
            expected,
            await CommandLine.Run(
                ["generate", .. arguments.Contains("--model") ? [] : new[] { "--model", TestFiles.Model }, .. arguments]));

    [Fact]
    public async Task Output_file_is_whole_or_not_there()
    {
        var whole = await CommandLine.Run("generate", "--model", TestFiles.Model, "--output", _folder["names.txt"]);
        var cut = await CommandLine.Run(
            "generate", "--model", TestFiles.Model, "--prefix", "Konstantinas", "--max-length", "12", "--unique", "--count", "2",
            "--output", _folder["cut.txt"]);

        Assert.Equal((0, ""), (whole.Code, whole.Output));
        CommandLine.AssertOneError("1 of 2 names were found", cut);
        Assert.Equal(["names.txt"], _folder.Files);
        Assert.Equal(10, File.ReadAllLines(_folder["names.txt"]).Length);
    }

    [Fact]
    public async Task Full_disk_behind_standard_output_gets_one_error_line()
    {
        Assert.SkipUnless(TestFiles.HasFullDevice, "This system has no device /dev/full.");
        var (full, error) = (
            new StreamWriter(
                new StandardOutputStream(new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))),
                    new StringWriter());

        var code = await CommandHost.RunAsync(
            new RootCommand { GenerateVerb.Create() }, ["generate", "--model", TestFiles.Model], full, error);

        Assert.Equal(75, code);
        Assert.StartsWith("error: standard output can't be written: No space left on device", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Interruption_stops_between_two_names()
    {
        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            new GenerateRun(model, new GenerateRequest(), TextWriter.Null).Write(TextWriter.Null, cancellation.Token));
    }

    public void Dispose() => _folder.Dispose();
}
