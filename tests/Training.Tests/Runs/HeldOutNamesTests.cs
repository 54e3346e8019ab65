using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Corpus.Cleaning;
using MlPipeline.Data;
using MlPipeline.Files;
using MlPipeline.Models;
using MlPipeline.Training.Runs;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Runs;

/// <summary>The model file lists every name of the data: those trained on, and apart from them those held out.</summary>
public sealed class HeldOutNamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(SplitKind.Random)]
    [InlineData(SplitKind.Family)]
    public void Both_parts_of_a_split_are_listed_apart(object split)
    {
        var kind = (SplitKind)split;
        var request = Tiny.Request(_folder, Tiny.Options with { Epochs = 1 });
        request = request with { Dataset = request.Dataset with { Split = kind } };

        Tiny.Run(request);

        var manifest = ModelFile.ReadManifest(request.Output);
        var names = NameCsv.Read(request.Dataset.DataPath).Select(record => record.Name).ToList();
        Assert.All(names, name => Assert.True(manifest.TrainingNames!.Contains(name) ^ manifest.HeldOutNames!.Contains(name)));
        Assert.Equal((int)manifest.Dataset["validation_names"]!, manifest.HeldOutNames!.Count);
        Assert.Equal(names.Distinct().Count(), manifest.KnownNames!.Count);
    }

    [Fact]
    public void Names_of_a_validation_file_are_listed_as_the_model_writes_them()
    {
        var request = Tiny.Request(_folder, Tiny.Options with { Epochs = 1 });
        var path = _folder.Write("held-out.csv", "name\n  Ve\u0307tas \nJonas\nVėtas\n\n");
        request = request with { Dataset = request.Dataset with { ValidationPath = path } };

        Tiny.Run(request);

        Assert.Equal(NameFingerprints.Of(["Vėtas", "Jonas"]).ToString(), ModelFile.ReadManifest(request.Output).HeldOutNames!.ToString());
    }

    [Fact]
    public void Names_are_listed_after_the_rules_that_the_data_were_cleaned_by()
    {
        var request = Tiny.Request(_folder, Tiny.Options with { Epochs = 1 });
        var rules = new RulesFile
        {
            Format = 1,
            Sha256 = FileHash.Sha256Of(request.Dataset.DataPath),
            Source = new CleaningSource("raw.csv", ""),
            Normalization = ["nfc", "trim", "lower"],
            Rules = [],
        };
        _folder.Write("names.rules.json", rules.ToJson());
        var path = _folder.Write("held-out.csv", "name\nVĖTAS\nJonas\n");
        request = request with { Dataset = request.Dataset with { ValidationPath = path } };

        Tiny.Run(request);

        Assert.Equal(NameFingerprints.Of(["vėtas", "jonas"]).ToString(), ModelFile.ReadManifest(request.Output).HeldOutNames!.ToString());
    }

    [Fact]
    public void Checkpoint_of_an_older_version_is_exported_without_the_list_and_resumed_with_it()
    {
        var request = Tiny.Request(_folder);
        Tiny.Run(request);
        var bytes = File.ReadAllBytes(request.Output);
        var checkpoint = MakeOld(request);

        ExportVerb.Run(checkpoint, _folder["old.onnx"], force: false, TextWriter.Null);
        Tiny.Run(request with { Resume = true });

        Assert.Null(ModelFile.ReadManifest(_folder["old.onnx"]).HeldOutNames);
        Assert.Equal(bytes, File.ReadAllBytes(request.Output));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Model_file_of_an_older_version_gets_the_list_from_its_data_and_keeps_all_else(bool hasFile)
    {
        var request = Requested(hasFile);
        Tiny.Run(request);
        ExportVerb.Run(MakeOld(request), _folder["old.onnx"], force: false, TextWriter.Null);

        string[] validation = hasFile ? ["--validation", _folder["held-out.csv"]] : [];
        var (code, error) = await Export(
            [_folder["old.onnx"], "--data", request.Dataset.DataPath, .. validation, "--output", _folder["new.onnx"]]);

        var dataset = ModelFile.ReadManifest(request.Output).Dataset;
        var counts = $"{dataset["training_names"]} training names and {dataset["validation_names"]} held-out names";
        Assert.Equal((0, $"Wrote {_folder["new.onnx"]}: it lists {counts}.\n"), (code, error));
        Assert.Equal(File.ReadAllBytes(request.Output), File.ReadAllBytes(_folder["new.onnx"]));
    }

    [Theory]
    [InlineData(false, "other.csv", null, "the model was made of another file: it records the SHA-256 ")]
    [InlineData(false, "names.csv", "held-out.csv", "the model's held-out names are a part of 'names.csv'. Leave this file out.")]
    [InlineData(true, "names.csv", null, "the model's held-out names came from a file of their own, 'held-out.csv'. Give that file too.")]
    [InlineData(true, "names.csv", "other.csv", "the model was made of another file: it records the SHA-256 ")]
    [InlineData(true, "nowhere.csv", "held-out.csv", "there is no such file")]
    public async Task Data_that_the_model_was_not_made_of_are_refused(bool hasFile, string data, string? validation, string expected)
    {
        var request = Requested(hasFile);
        Tiny.Run(request);
        _folder.Write("other.csv", "name\nOna\n");
        var bytes = File.ReadAllBytes(request.Output);

        string[] more = validation is null ? [] : ["--validation", _folder[validation]];
        var (code, error) = await Export([request.Output, "--data", _folder[data], .. more, "--output", request.Output]);

        Assert.Equal(2, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(request.Output));
    }

    [Theory]
    [InlineData("--data writes a model file: say where with --output", "--data", "names.csv")]
    [InlineData("--validation belongs to --data", "--validation", "names.csv")]
    public async Task Half_a_request_is_refused(string expected, params string[] arguments)
    {
        var (code, error) = await Export([_folder["model.onnx"], .. arguments]);

        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(int Code, string Error)> Export(string[] arguments)
    {
        var error = new StringWriter();
        var code = await CommandHost.RunAsync(new RootCommand { ExportVerb.Create() }, ["export", .. arguments], TextWriter.Null, error);
        return (code, error.ToString().ReplaceLineEndings("\n"));
    }

    private TrainingRequest Requested(bool hasFile)
    {
        var request = Tiny.Request(_folder, Tiny.Options with { Epochs = 1 });
        var path = _folder.Write("held-out.csv", "name\nVėtas\n");
        return hasFile ? request with { Dataset = request.Dataset with { ValidationPath = path } } : request;
    }

    // As a version before wrote it: without the list, and with baselines that the held-out names chose.
    private static string MakeOld(TrainingRequest request)
    {
        var path = new RunFolder(request.Output).Checkpoint;
        var (description, state) = Checkpoint.Load(path);
        using (state)
        {
            var baselines = new Dictionary<string, double> { ["uniform"] = 1 };
            Checkpoint.Save(path, description with { HeldOutNames = null, Baselines = baselines }, state);
        }

        return path;
    }
}
