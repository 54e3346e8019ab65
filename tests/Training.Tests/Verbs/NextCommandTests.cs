using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Models;
using MlPipeline.Training.Runs;
using MlPipeline.Training.Tests.Runs;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Verbs;

/// <summary>Commands that the program prints are run as they are printed, from a folder of the user's own.</summary>
public sealed class NextCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _before = Environment.CurrentDirectory;

    public NextCommandTests() => Environment.CurrentDirectory = _folder[""];

    [Theory]
    [InlineData("names")]
    [InlineData("it's $HOME ą")]
    [InlineData("-x")]
    public async Task Clean_prints_a_training_that_runs(string name)
    {
        _folder.Write("raw.csv", Tiny.Csv);

        var clean = await Run("clean", "raw.csv", $"--output={name}.csv");
        var (code, error) = await RunPrinted(clean.Error, "src/Training", "--epochs", "1", "--hidden", "8", "--quiet");

        Assert.True(code == 0, error);
        Assert.Equal(["female", "male"], ModelFile.ReadManifest(_folder[$"models/{name}.onnx"]).Vocabulary.Labels.Keys);
        Assert.Contains($"--model {ShellText.Quote($"models/{name}.onnx")} --count 20", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clean_names_a_model_that_is_free_when_its_own_is_of_other_data()
    {
        _folder.Write("raw.csv", Tiny.Csv);
        await Run("clean", "raw.csv", "--output", "names.csv");
        await Run("train", "--data", "names.csv", "--epochs", "1", "--hidden", "8", "--quiet");
        var before = File.ReadAllBytes(_folder["models/names.onnx"]);
        _folder.Write("raw.csv", Tiny.Csv + "Petras,male\n");

        var clean = await Run("clean", "raw.csv", "--output", "names.csv");
        var (code, error) = await RunPrinted(clean.Error, "src/Training", "--epochs", "1", "--hidden", "8", "--quiet");

        Assert.True(code == 0, error);
        Assert.Contains("--output models/names-2.onnx", clean.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder["models/names.onnx"]));
    }

    [Theory]
    [InlineData("o'brien $x.onnx", false)]
    [InlineData("-m.onnx", true)]
    public async Task Interrupted_run_prints_an_export_that_runs(string model, bool force)
    {
        var request = Tiny.Request(_folder) with { Output = model, Quiet = false, Force = force };
        if (force)
            File.WriteAllText(_folder[model], "in the way");
        using var cancellation = new CancellationTokenSource();
        var watcher = new StoppingConsole(cancellation, () => File.Exists(new RunFolder(model).Metrics));
        using var written = new StringWriter();
        var code = TrainVerb.Run(request, TextWriter.Null, Tee(watcher, written), cancellation.Token);

        var (exported, error) = await RunPrinted(written.ToString(), "src/Training");

        Assert.Equal((130, 0), (code, exported));
        Assert.StartsWith($"Wrote {model}: epoch 1", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unfinished_run_is_not_replaced_without_a_word()
    {
        var request = Tiny.Request(_folder) with { Quiet = false };
        using var cancellation = new CancellationTokenSource();
        var watcher = new StoppingConsole(cancellation, () => File.Exists(_folder["model.run/metrics.csv"]));
        new TrainingRun(request, watcher.Console, TimeProvider.System).Run(cancellation.Token);

        var again = await Run("train", "--data", "names.csv", "--output", "model.onnx", "--epochs", "1", "--hidden", "8", "--quiet");
        var finished = await Run("train", "--data", "names.csv", "--output", "model.onnx", "--epochs", "1", "--hidden", "8", "--quiet");

        Assert.Equal((0, 0), (again.Code, finished.Code));
        Assert.Contains(
            "warning: the unfinished run in model.run is replaced after the first epoch. --resume would continue it.\n", again.Error,
            StringComparison.Ordinal);
        Assert.DoesNotContain("warning", finished.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Dispose();
    }

    private static Spectre.Console.IAnsiConsole Tee(StoppingConsole watcher, StringWriter written) =>
        Terminal.For(new Both(watcher, written));

    // The words behind the program's name are what a shell would pass on.
    private static async Task<(int Code, string Error)> RunPrinted(string text, string program, params string[] more)
    {
        var line = text.Split('\n').Last(line => line.Contains("dotnet run -c Release --project ", StringComparison.Ordinal));
        var words = ShellText.Split(line[line.IndexOf("dotnet run", StringComparison.Ordinal)..]);
        Assert.Equal(Path.Combine(TestFiles.Root, program), Path.GetFullPath(words[5]));
        Assert.Equal("--", words[6]);
        var result = await Run([.. words.Skip(7), .. more]);
        return (result.Code, result.Error);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandHost.RunAsync(
            new RootCommand { TrainVerb.Create(), ExportVerb.Create(), CleanVerb.Create() }, arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private sealed class Both(TextWriter first, TextWriter second) : TextWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(char value)
        {
            first.Write(value);
            second.Write(value);
        }

        public override void Write(string? value)
        {
            first.Write(value);
            second.Write(value);
        }
    }
}
