using MlPipeline.Likelihood;
using MlPipeline.Models;
using MlPipeline.Training.Optimization;
using MlPipeline.Training.Runs;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Runs;

public sealed class TrainingRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _other = new();

    [Theory]
    [InlineData(RecurrentCell.Lstm)]
    [InlineData(RecurrentCell.Gru)]
    [InlineData(RecurrentCell.Rnn)]
    public void Same_seed_gives_the_same_bytes(RecurrentCell cell)
    {
        var options = Tiny.Options with { Cell = cell };

        Tiny.Run(Tiny.Request(_folder, options));
        Tiny.Run(Tiny.Request(_other, options));

        Assert.Equal(File.ReadAllBytes(_folder["model.onnx"]), File.ReadAllBytes(_other["model.onnx"]));
    }

    [Fact]
    public void Another_seed_gives_other_weights()
    {
        var first = Tiny.Run(Tiny.Request(_folder));
        var second = Tiny.Run(Tiny.Request(_other, Tiny.Options with { Seed = 2 }));

        Assert.NotEqual(first.Best!.ValidationNats, second.Best!.ValidationNats);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Resumed_run_ends_with_the_bytes_of_an_unbroken_one(int epochsBeforeTheStop)
    {
        Tiny.Run(Tiny.Request(_folder));
        var broken = Tiny.Request(_other);

        StopAfter(broken, epochsBeforeTheStop);
        Assert.False(File.Exists(broken.Output));
        var resumed = Tiny.Run(broken with { Resume = true });

        Assert.Equal(TrainingEnd.Completed, resumed.End);
        Assert.Equal(File.ReadAllBytes(_folder["model.onnx"]), File.ReadAllBytes(_other["model.onnx"]));
        Assert.Equal(WithoutTimes(_folder["model.run/metrics.csv"]), WithoutTimes(_other["model.run/metrics.csv"]));
    }

    [Fact]
    public void Resume_after_the_end_writes_the_same_model_again()
    {
        Tiny.Run(Tiny.Request(_folder));
        var bytes = File.ReadAllBytes(_folder["model.onnx"]);
        File.Delete(_folder["model.onnx"]);

        Tiny.Run(Tiny.Request(_folder) with { Resume = true });

        Assert.Equal(bytes, File.ReadAllBytes(_folder["model.onnx"]));
    }

    [Fact]
    public void Resume_refuses_other_options_and_names_them()
    {
        StopAfter(Tiny.Request(_folder), epochs: 1);

        var exception = Assert.Throws<CheckpointException>(
            () => Tiny.Run(Tiny.Request(_folder, Tiny.Options with { Hidden = 13 }) with { Resume = true }));

        Assert.Contains("hidden was 12 and is 13", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_refuses_a_checkpoint_that_is_cut_off()
    {
        StopAfter(Tiny.Request(_folder), epochs: 1);
        var checkpoint = _folder["model.run/checkpoint.safetensors"];
        File.WriteAllBytes(checkpoint, File.ReadAllBytes(checkpoint)[..^100]);

        var exception = Assert.Throws<CheckpointException>(() => Tiny.Run(Tiny.Request(_folder) with { Resume = true }));

        Assert.Contains("not a whole checkpoint", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_of_a_stopped_run_writes_its_best_weights()
    {
        StopAfter(Tiny.Request(_folder), epochs: 2);

        var code = ExportVerb.Run(_folder["model.run/checkpoint.safetensors"], _folder["exported.onnx"], force: false, TextWriter.Null);

        Assert.Equal(0, code);
        Assert.Equal(2, (int)ModelFile.ReadManifest(_folder["exported.onnx"]).Metrics["epochs"]!);
    }

    [Fact]
    public void Training_learns_and_the_exported_model_scores_as_training_measured()
    {
        var request = Tiny.Request(_folder, Tiny.Options with { Epochs = 12, Patience = 12, Hidden = 24 });

        var outcome = Tiny.Run(request);

        using var model = OnnxCharacterModel.Open(request.Output);
        var validation = Dataset.Load(request.Dataset).Validation;
        var scores = new NameScorer(model).Score(validation.Select(record => record.Name)).ToList();
        var nats = -scores.Sum(score => score.LogLikelihood) / scores.Sum(score => score.PredictedCharacters);
        Assert.Equal(outcome.Best!.ValidationNats, nats, 1e-5);
        Assert.InRange(nats, 0, Math.Log(model.Manifest.Vocabulary.Count - 4) * 0.75); // far below uniform over end and characters
    }

    [Fact]
    public void Patience_ends_training_and_keeps_the_best_epoch()
    {
        var outcome = Tiny.Run(Tiny.Request(_folder, Tiny.Options with { Epochs = 50, Patience = 1, LearningRate = 0.5 }));

        Assert.Equal(TrainingEnd.OutOfPatience, outcome.End);
        var epochs = File.ReadLines(_folder["model.run/metrics.csv"]).Skip(1)
            .Select(line => double.Parse(line.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(epochs.Min(), outcome.Best!.ValidationNats);
        Assert.Equal(outcome.Best.Epoch + 1, epochs.Count);
    }

    [Fact]
    public void Time_budget_ends_training_with_a_model()
    {
        var outcome = Tiny.Run(Tiny.Request(_folder, Tiny.Options with { Epochs = 1000, Patience = 1000, TimeBudgetSeconds = 0.3 }));

        Assert.Equal(TrainingEnd.OutOfTime, outcome.End);
        Assert.True(File.Exists(_folder["model.onnx"]));
    }

    [Fact]
    public void Model_says_where_it_comes_from()
    {
        Tiny.Run(Tiny.Request(_folder));

        var manifest = ModelFile.ReadManifest(_folder["model.onnx"]);

        Assert.Equal(["female", "male"], manifest.Vocabulary.Labels.Keys);
        Assert.Equal("names.csv", (string?)manifest.Dataset["file"]);
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_folder["names.csv"]))),
            (string?)manifest.Dataset["sha256"]);
        Assert.Equal(60, (int)manifest.Dataset["rows"]!);
        Assert.Equal(1, (int)manifest.Training["seed"]!);
        Assert.Equal("lstm", (string?)manifest.Training["cell"]);
        Assert.Equal(manifest.TrainingNames!.Count, (int)manifest.Dataset["training_names"]!);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _other.Dispose();
    }

    // Watches the metrics file, which is written at the end of each epoch, and stops in the next one.
    private static void StopAfter(TrainingRequest request, int epochs)
    {
        var metrics = new RunFolder(request.Output).Metrics;
        using var cancellation = new CancellationTokenSource();
        var watcher = new StoppingConsole(cancellation, () => File.Exists(metrics) && File.ReadLines(metrics).Count() > epochs);

        var outcome = new TrainingRun(request with { Quiet = false }, watcher.Console, TimeProvider.System).Run(cancellation.Token);

        Assert.Equal(TrainingEnd.Interrupted, outcome.End);
        Assert.Equal(epochs + 1, File.ReadLines(metrics).Count());
    }

    private static List<string> WithoutTimes(string metrics) =>
        [.. File.ReadLines(metrics).Select(line => string.Join(',', line.Split(',')[..5]))];
}
