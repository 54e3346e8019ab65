using System.CommandLine;
using System.Text;
using Google.Protobuf;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Models;
using MlPipeline.Training.Export.Onnx;
using MlPipeline.Training.Runs;
using MlPipeline.Training.Tests.Runs;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Verbs;

/// <summary>What was trained on one file is not lost to a run on another.</summary>
public sealed class OverwriteTests : IDisposable
{
    private static readonly string[] Quickly = ["--epochs", "1", "--hidden", "8", "--embedding", "4", "--quiet"];
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly string _other;

    public OverwriteTests()
    {
        _data = _folder.Write("names.csv", Tiny.Csv);
        _other = _folder.Write("other.csv", Tiny.Csv + "Jonas,male\n");
    }

    [Theory]
    [InlineData("itself")]
    [InlineData("hard link")]
    [InlineData("symbolic link")]
    [InlineData("copy")]
    public async Task Model_of_other_data_stays_under_any_of_its_names(string kind)
    {
        var shipped = _folder["shipped.onnx"];
        File.Copy(TestFiles.Model, shipped);
        var model = kind == "itself" ? shipped : _folder["alias.onnx"];
        await Alias(shipped, model, kind);

        var (code, output, error) = await Train(_data, model);

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"error: {model}: it is a model trained on names.csv, column 'name' (SHA-256 ", error, StringComparison.Ordinal);
        Assert.EndsWith(
            $"Choose another file, such as --output {ShellText.Quote(ModelPath.FreeBeside(model))}, or replace it with --force.\n", error,
            StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Equal(File.ReadAllBytes(TestFiles.Model), File.ReadAllBytes(model));
        Assert.DoesNotContain(_folder.Files, file => file.Contains(".run", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Error_says_that_the_same_file_has_changed()
    {
        await Trains(_data, _folder["m.onnx"]);
        File.AppendAllText(_data, "Jonas,male\n");

        var (code, _, error) = await Train(_data, _folder["m.onnx"]);

        Assert.Equal(2, code);
        Assert.Contains("it is a model trained on names.csv, column 'name' (SHA-256 ", error, StringComparison.Ordinal);
        Assert.Contains("and this run's data is that file in another state", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_column_of_the_same_file_is_other_data()
    {
        var data = _folder.Write(
            "two.csv", "name,nick\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"Jon{(char)('a' + i)},Pet{(char)('a' + i)}\n")));
        await Trains(data, _folder["m.onnx"]);

        var (code, _, error) = await Train(data, _folder["m.onnx"], "--column", "nick");

        Assert.Equal(2, code);
        Assert.Contains("trained on two.csv, column 'name'", error, StringComparison.Ordinal);
        Assert.Contains("data is two.csv, column 'nick'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_data_under_another_name_may_replace_its_model()
    {
        await Trains(_data, _folder["m.onnx"]);
        File.Copy(_data, _folder["moved.csv"]);

        await Trains(_folder["moved.csv"], _folder["m.onnx"], "--seed", "2");

        Assert.Equal(2, (int)ModelFile.ReadManifest(_folder["m.onnx"]).Training["seed"]!);
    }

    [Fact]
    public async Task Force_replaces_a_model_and_its_checkpoint()
    {
        await Trains(_data, _folder["m.onnx"]);

        await Trains(_other, _folder["m.onnx"], "--force");

        Assert.Equal("other.csv", (string?)ModelFile.ReadManifest(_folder["m.onnx"]).Dataset["file"]);
        Assert.Equal("other.csv", TrainedOn.OfCheckpoint(_folder["m.run/checkpoint.safetensors"])!.File);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("one byte")]
    [InlineData("another program's ONNX")]
    [InlineData("half a model")]
    public async Task File_that_is_no_model_of_ours_stays(string kind)
    {
        var content = kind switch
        {
            "text" => Encoding.UTF8.GetBytes("a novel, and the only copy"),
            "one byte" => new byte[1],
            "half a model" => File.ReadAllBytes(TestFiles.Model)[..1_000_000],
            _ => new ModelProto { IrVersion = 8, ProducerName = "another", Graph = new GraphProto { Name = "g" } }.ToByteArray(),
        };
        var path = _folder.Write("m.onnx", content);

        var (code, _, error) = await Train(_data, path);

        Assert.Equal(2, code);
        Assert.StartsWith(
            $"error: {path}: it is there and is not a model that MlPipeline wrote. Choose another file", error, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllBytes(path));
        await Trains(_data, path, "--force");
    }

    [Fact]
    public async Task Empty_file_holds_nothing_that_could_be_lost() =>
        await Trains(_data, _folder.Write("m.onnx", ""));

    [Fact]
    public async Task Model_of_a_newer_format_is_still_known_by_its_data()
    {
        await Trains(_data, _folder["m.onnx"]);
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(_folder["m.onnx"]));
        model.MetadataProps.Single(property => property.Key == "mlpipeline.format").Value = "99";
        File.WriteAllBytes(_folder["m.onnx"], model.ToByteArray());
        Directory.Delete(_folder["m.run"], recursive: true);

        Assert.Contains("it is a model trained on names.csv", (await Train(_other, _folder["m.onnx"])).Error, StringComparison.Ordinal);
        await Trains(_data, _folder["m.onnx"]);
    }

    [Fact]
    public async Task Checkpoint_of_other_data_stays_where_its_model_is_gone()
    {
        await Trains(_data, _folder["m.onnx"]);
        File.Delete(_folder["m.onnx"]);
        var before = File.ReadAllBytes(_folder["m.run/checkpoint.safetensors"]);

        var (code, _, error) = await Train(_other, _folder["m.onnx"]);

        Assert.Equal(2, code);
        Assert.StartsWith(
            $"error: {_folder["m.run/checkpoint.safetensors"]}: it is a checkpoint trained on names.csv", error, StringComparison.Ordinal);
        Assert.Contains($"--output {ShellText.Quote(_folder["m-2.onnx"])}", error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder["m.run/checkpoint.safetensors"]));
    }

    [Fact]
    public async Task File_in_the_place_of_a_checkpoint_stays()
    {
        Directory.CreateDirectory(_folder["m.run"]);
        _folder.Write("m.run/checkpoint.safetensors", "somebody else's");

        var (code, _, error) = await Train(_data, _folder["m.onnx"]);

        Assert.Equal(2, code);
        Assert.Contains("it is there and is not a checkpoint that MlPipeline wrote", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_that_comes_while_another_run_trains_stays_and_the_weights_are_kept()
    {
        await Trains(_other, _folder["theirs.onnx"]);
        var request = Tiny.Request(_folder) with { Quiet = false };
        using var watcher = new ActingConsole(
            () => File.Exists(_folder["model.run/checkpoint.safetensors"]), () => File.Copy(_folder["theirs.onnx"], _folder["model.onnx"]));

        var exception = Assert.Throws<OverwriteException>(
            () => new TrainingRun(request, watcher.Console, TimeProvider.System).Run(TestContext.Current.CancellationToken));

        Assert.Contains(
            $"The trained weights are kept in {_folder["model.run/checkpoint.safetensors"]}", exception.Message, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(_folder["theirs.onnx"]), File.ReadAllBytes(_folder["model.onnx"]));
        Assert.Equal(0, ExportVerb.Run(_folder["model.run/checkpoint.safetensors"], _folder["mine.onnx"], force: false, TextWriter.Null));
        Assert.DoesNotContain(_folder.Files, file => file.Contains(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Checkpoint_that_comes_while_another_run_trains_stays()
    {
        await Trains(_other, _folder["theirs.onnx"]);
        var request = Tiny.Request(_folder) with { Quiet = false };
        using var watcher = new ActingConsole(() => true, () => Directory.Move(_folder["theirs.run"], _folder["model.run"]));

        Assert.Throws<OverwriteException>(
            () => new TrainingRun(request, watcher.Console, TimeProvider.System).Run(TestContext.Current.CancellationToken));

        Assert.Equal("other.csv", TrainedOn.OfCheckpoint(_folder["model.run/checkpoint.safetensors"])!.File);
    }

    [Fact]
    public async Task Export_keeps_what_train_keeps()
    {
        await Trains(_data, _folder["m.onnx"]);
        await Trains(_other, _folder["o.onnx"]);

        var refused = await Run("export", _folder["m.run/checkpoint.safetensors"], "--output", _folder["o.onnx"]);
        var forced = await Run("export", _folder["m.run/checkpoint.safetensors"], "--output", _folder["o.onnx"], "--force");

        Assert.Equal(2, refused.Code);
        Assert.Contains("it is a model trained on other.csv", refused.Error, StringComparison.Ordinal);
        Assert.Equal((0, "names.csv"), (forced.Code, TrainedOn.OfModel(_folder["o.onnx"])!.File));
        Assert.Equal(0, (await Run("export", _folder["m.run/checkpoint.safetensors"], "--output", _folder["m.onnx"])).Code);
        Assert.Equal(
            2, (await Run("export", _folder["m.run/checkpoint.safetensors"], "--output", _folder["m.run/checkpoint.safetensors"])).Code);
    }

    [Fact]
    public async Task Data_is_never_replaced_by_its_model()
    {
        var output = Path.Combine(_folder[""], ".", "names.csv");

        var (code, _, error) = await Train(_data, output, "--force");

        Assert.Equal(
            (2, $"error: --data ({_data}) and --output ({output}) are the same file, which would be read and overwritten. Give --output " +
                $"another name.\n"), (code, error));
        Assert.Equal(Tiny.Csv, File.ReadAllText(_data));
    }

    [Theory]
    [InlineData("m.run")]
    [InlineData("new/")]
    public async Task Path_that_can_not_be_a_model_is_refused_before_training(string name)
    {
        var (code, _, error) = await Train(_data, _folder[name]);

        Assert.Equal(2, code);
        Assert.StartsWith($"error: {_folder[name]} is ", error, StringComparison.Ordinal);
        Assert.Equal(2, _folder.Files.Count());
    }

    public void Dispose() => _folder.Dispose();

    private static async Task Alias(string file, string alias, string kind)
    {
        if (kind == "copy")
        {
            File.Copy(file, alias);
        }
        else if (kind == "symbolic link")
        {
            File.CreateSymbolicLink(alias, file);
        }
        else if (kind == "hard link")
        {
            Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "ln is of Unix.");
            using var link = System.Diagnostics.Process.Start("ln", [file, alias]);
            await link.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task Trains(string data, string output, params string[] more)
    {
        var (code, _, error) = await Train(data, output, more);
        Assert.True(code == 0, error);
    }

    private static Task<(int Code, string Output, string Error)> Train(string data, string output, params string[] more) =>
        Run(["train", "--data", data, "--output", output, .. Quickly, .. more]);

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandHost.RunAsync(new RootCommand { TrainVerb.Create(), ExportVerb.Create() }, arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
