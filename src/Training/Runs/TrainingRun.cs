using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipeline.Files;
using MlPipeline.Models;
using MlPipeline.Text;
using MlPipeline.Training.Export;
using MlPipeline.Training.Native;
using MlPipeline.Training.Optimization;
using Spectre.Console;
using static TorchSharp.torch;

namespace MlPipeline.Training.Runs;

/// <summary>One run from a CSV file to a model file.</summary>
internal sealed class TrainingRun(TrainingRequest request, IAnsiConsole console, TimeProvider clock)
{
    private const int SampleNames = 64;
    private readonly RunFolder _folder = new(request.Output);

    /// <summary>How a run ended.</summary>
    /// <param name="End">Why training ended.</param>
    /// <param name="Best">The epoch that was exported; null where none was finished.</param>
    /// <param name="Description">What was trained.</param>
    /// <param name="Proof">The proof of the export; null where nothing was exported.</param>
    public sealed record Outcome(TrainingEnd End, EpochMetrics? Best, RunDescription Description, ExportReport? Proof);

    /// <summary>Trains and exports, unless interrupted: then the checkpoint of the last whole epoch is what is left.</summary>
    /// <exception cref="MlPipelineException">Data, checkpoint or output can't be used, or the export failed its proof.</exception>
    public Outcome Run(CancellationToken cancellation)
    {
        foreach (var path in (string[])[request.Output, _folder.Checkpoint, _folder.Metrics])
            WholeFile.Probe(path);
        var dataset = Dataset.Load(request.Dataset);
        var guard = new OverwriteGuard(request.Output, dataset.Provenance, request.Force);
        guard.CheckModel();
        guard.CheckCheckpoint();
        var data = TrainingData.Of(dataset.Training, dataset.Validation);
        Announce(dataset, data);

        TorchLibrary.EnsureLoadable();
        using var pause = FinalizerPause.Begin();
        // Hundreds of threads that wait for each other leave no time for a signal.
        set_num_threads(Math.Min(request.Options.Threads, Environment.ProcessorCount));

        var (description, state) = Begin(dataset, data);
        using (state)
        {
            var display = new ProgressDisplay(console, request.Options, request.Quiet);
            var trainer = new Trainer(request.Options, data, state, new Observer(display, Save), clock);
            var end = display.Run(() => trainer.Run(cancellation));
            return end == TrainingEnd.Interrupted
                ? new Outcome(end, state.BestEpoch, description, null)
                : new Outcome(end, state.BestEpoch, description, ExportAtEnd(description, state, guard));

            void Save()
            {
                guard.CheckCheckpoint();
                _folder.Save(description, state);
            }
        }
    }

    /// <summary>Writes the best weights of a run as a model file.</summary>
    /// <exception cref="OverwriteException">A file is in the way that must not be replaced.</exception>
    public static ExportReport Export(string path, RunDescription description, TrainingState state, OverwriteGuard guard)
    {
        var best = state.BestEpoch ?? throw new CheckpointException(path, "the run has no finished epoch yet. Train for at least one.");
        return ModelWriter.Write(path, state.Best, description.ToManifest(best, state.History), description.SampleNames, guard.CheckModel);
    }

    // What came into the way while it trained must not cost the training.
    private ExportReport ExportAtEnd(RunDescription description, TrainingState state, OverwriteGuard guard)
    {
        try
        {
            return Export(request.Output, description, state, guard);
        }
        catch (OverwriteException exception)
        {
            throw new OverwriteException(
                request.Output,
                $"{exception.Problem} The trained weights are kept in {_folder.Checkpoint}, from which 'export' writes them.",
                exception);
        }
    }

    private (RunDescription Description, TrainingState State) Begin(Dataset dataset, TrainingData data)
    {
        if (request.Resume && File.Exists(_folder.Checkpoint))
            return Continue(dataset, data);
        if (request.Resume)
            console.WriteLine("There is no checkpoint yet: training starts from the beginning.");
        WarnOfUnfinishedRun();

        var description = Describe(dataset, data);
        return (description, new TrainingState(description.ToShape(), request.Options));
    }

    private (RunDescription Description, TrainingState State) Continue(Dataset dataset, TrainingData data)
    {
        var (description, state) = Checkpoint.Load(_folder.Checkpoint);
        var changes = Changes(JsonOf(description.Options), JsonOf(request.Options)).Concat(Changes(description.Dataset, dataset.Provenance))
            .ToList();
        if (changes.Count > 0)
        {
            state.Dispose();
            throw new CheckpointException(
                _folder.Checkpoint,
                $"it belongs to another run: {string.Join("; ", changes)}. Use the same options and data, or leave out --resume.");
        }

        var steps = (long)state.History.Count * BatchPlan.Count(data.Training.Count, request.Options.BatchSize);
        if (state.IsFinished ? state.Step > steps : state.Step != steps)
        {
            var found = state.Step;
            state.Dispose();
            throw new CheckpointException(
                _folder.Checkpoint,
                $"it says that {found:N0} steps were taken, and its epochs have {steps:N0}. Train again without --resume.");
        }

        console.WriteLine($"Resuming after epoch {state.History.Count} of {request.Options.Epochs}.");

        // What an older version left out of the checkpoint, or measured otherwise, follows from the data.
        return (description with
        {
            HeldOutNames = FingerprintsOfHeldOut(dataset),
            Baselines = BaselineMeasurement.Measure(dataset, data.Vocabulary)
        }, state);
    }

    private static string FingerprintsOfHeldOut(Dataset dataset) =>
        NameFingerprints.Of(dataset.Validation.Select(record => record.Name)).ToString();

    private void WarnOfUnfinishedRun()
    {
        if (File.Exists(_folder.Checkpoint) && Checkpoint.ReadHeader(_folder.Checkpoint)?.Progress is { } progress
            && progress["is_finished"] is JsonValue value
            && value.TryGetValue<bool>(out var isFinished) && !isFinished)
        {
            console.WriteLine(
                $"warning: the unfinished run in {_folder.Name} is replaced after the first epoch. --resume would continue it.");
        }
    }

    private RunDescription Describe(Dataset dataset, TrainingData data)
    {
        var names = dataset.Training.Select(record => record.Name).ToList();
        return new RunDescription
        {
            Options = request.Options,
            Tokens = data.Vocabulary.Tokens,
            Labels = data.Vocabulary.Labels,
            NormalizationRules = dataset.Normalization.Rules,
            MaxLength = data.Training.Max(name => name.Characters.Length),
            Dataset = dataset.Provenance,
            Baselines = BaselineMeasurement.Measure(dataset, data.Vocabulary),
            TrainingNames = NameFingerprints.Of(names).ToString(),
            HeldOutNames = FingerprintsOfHeldOut(dataset),
            SampleNames = [.. Enumerable.Range(0, Math.Min(SampleNames, names.Count))
                .Select(i => names[(int)((long)i * names.Count / Math.Min(SampleNames, names.Count))])],
        };
    }

    private void Announce(Dataset dataset, TrainingData data)
    {
        console.WriteLine(
            $"{request.Dataset.DataPath}: {dataset.Training.Count:N0} training names, {dataset.Validation.Count:N0} validation names, " +
            $"{data.Vocabulary.Count - data.Vocabulary.FirstCharacter} characters" +
            (data.Vocabulary.Labels.Count > 0 ? $", labels {MessageText.List(data.Vocabulary.Labels.Keys)}." : "."));
        if (!dataset.Normalization.Equals(Normalization.Default))
            console.WriteLine($"Normalised as they were cleaned: {string.Join(", ", dataset.Normalization.Rules)}.");
        var unlearnt = dataset.UnlearntLabels;
        if (unlearnt.Count > 0)
        {
            console.WriteLine(
                $"warning: {unlearnt.Sum(label => label.Names):N0} validation names have labels that no training name has, and the model " +
                    $"can't learn: " +
                $"{MessageText.List(unlearnt, label => $"{MessageText.Quote(label.Label)} ({label.Names:N0} {(label.Names == 1 ? "name" : "names")})")}. They are treated as unlabelled.");
        }

        if (dataset.Overlap > 0)
            console.WriteLine($"warning: {dataset.Overlap:N0} validation names are also training names, so validation is optimistic for.");
    }

    // The time budget may be another one; all else decides what the weights become.
    private static JsonObject JsonOf(TrainingOptions options) =>
        JsonSerializer.SerializeToNode(options with { TimeBudgetSeconds = null }, ManifestJson.Options)!.AsObject();

    private static IEnumerable<string> Changes(JsonObject then, JsonObject now) => then
        .Where(pair => !JsonNode.DeepEquals(pair.Value, now[pair.Key]))
        .Select(pair =>
            $"{pair.Key.Replace('_', '-')} was {pair.Value?.ToJsonString() ?? "none"} and is {now[pair.Key]?.ToJsonString() ?? "none"}");

    private sealed class Observer(ProgressDisplay display, Action save) : ITrainingObserver
    {
        public void OnStep(int epoch, double shareOfEpoch, double trainingNats, double charactersPerSecond) =>
            display.OnStep(epoch, shareOfEpoch, trainingNats, charactersPerSecond);

        public void OnEpoch(TrainingState state)
        {
            save();
            display.OnEpoch(state);
        }
    }
}
