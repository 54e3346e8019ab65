using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipeline.Common;
using MlPipeline.Files;
using MlPipeline.Models;
using MlPipeline.Training.Optimization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlPipeline.Training.Runs;

/// <summary>
/// A run at the end of an epoch, in one safetensors file: description, progress, weights, average, best weights and the
/// optimiser's moments. Training resumed from it continues as if it had never stopped.
/// </summary>
internal static class Checkpoint
{
    private const string DescriptionKey = "description";
    private const string ProgressKey = "progress";
    private const double LongestTraining = 1e9;                          // seconds: 30 years
    private static readonly JsonSerializerOptions Json = new(ManifestJson.Options) { Converters = { new NoNullEntries() } };

    /// <summary>Writes a checkpoint; one that stood there stays whole until this one is.</summary>
    /// <exception cref="OutputFileException">The file can't be written.</exception>
    public static void Save(string path, RunDescription description, TrainingState state)
    {
        var metadata = new Dictionary<string, string>
        {
            [DescriptionKey] = JsonSerializer.Serialize(description, ManifestJson.Options),
            [ProgressKey] = JsonSerializer.Serialize(new Progress(state.Step, state.IsFinished, state.History), ManifestJson.Options),
        };
        using var scope = NewDisposeScope();
        var tensors = Tensors(state).ToDictionary(pair => pair.Name, pair => Store(pair.Tensor));
        var file = new Safetensors(metadata, tensors);
        metadata[CheckedRecord.Member] = file.ChecksumWithout(CheckedRecord.Member);
        WholeFile.WriteOwn(path, file.Write);
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <returns>The run and its state; the caller disposes the state.</returns>
    /// <exception cref="CheckpointException">The file is missing, cut off or of another network.</exception>
    public static (RunDescription Description, TrainingState State) Load(string path)
    {
        TrainingState? state = null;
        try
        {
            var file = Safetensors.Read(WholeFile.IsDevice(path) ? CheckedRecord.ReadFile(path) : File.ReadAllBytes(path));
            if (file.Metadata.TryGetValue(CheckedRecord.Member, out var checksum) && checksum != file.ChecksumWithout(CheckedRecord.Member))
                throw new FormatException("it was damaged or changed: its checksum doesn't fit");
            var description = CheckedRecord.Read<RunDescription>(
                CheckedRecord.Parse(Encoding.UTF8.GetBytes(file.Metadata[DescriptionKey])), Json);
            var progress = CheckedRecord.Read<Progress>(CheckedRecord.Parse(Encoding.UTF8.GetBytes(file.Metadata[ProgressKey])), Json);
            Check(description, progress, file);
            state = new TrainingState(description.ToShape(), description.Options)
            {
                Step = progress.Step,
                IsFinished = progress.IsFinished,
                History = [.. progress.History],
            };

            using var scope = NewDisposeScope();
            using var _ = no_grad();
            foreach (var (name, target) in Tensors(state))
                Restore(target, name, file);
            foreach (var moment in Moments(state))
                moment.State.step = progress.Step;
            return (description, state);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException(path, "there is no such checkpoint. Check the path.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new CheckpointException(
                path, Directory.Exists(path)
                    ? "it is a folder, and no file. Name the checkpoint in it."
                    : "it can't be read: access is denied. Ask for the right to read it.", exception);
        }
        catch (Exception exception) when (
            exception is FormatException or KeyNotFoundException or JsonException or ArgumentException or IOException or OverflowException)
        {
            state?.Dispose();
            throw new CheckpointException(
                path, $"it is not a whole checkpoint of this version ({exception.Message.TrimEnd('.')}). Train again without --resume; " +
                    $"where the file isn't recognised at all, with --force.", exception);
        }
    }

    /// <summary>Reads what a checkpoint says about itself, leniently and without its tensors.</summary>
    /// <returns>Description and progress as they were written; null where the file is no checkpoint.</returns>
    public static (JsonObject Description, JsonObject Progress)? ReadHeader(string path)
    {
        if (WholeFile.IsDevice(path))
            return null;

        using var stream = File.OpenRead(path);
        try
        {
            var metadata = Safetensors.ReadMetadata(stream);
            return JsonNode.Parse(metadata[DescriptionKey]) is JsonObject description
                && JsonNode.Parse(metadata[ProgressKey]) is JsonObject progress
                ? (description, progress)
                : null;
        }
        catch (Exception exception) when (
            exception is FormatException or JsonException or KeyNotFoundException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Tensors(TrainingState state)
    {
        foreach (var (set, network) in new[] { ("network", state.Network), ("average", state.Average), ("best", state.Best) })
        {
            foreach (var (name, parameter) in network.named_parameters())
                yield return ($"{set}.{name}", parameter);
        }

        foreach (var (name, moment) in Moments(state))
        {
            yield return ($"adam.exp_avg.{name}", moment.exp_avg);
            yield return ($"adam.exp_avg_sq.{name}", moment.exp_avg_sq);
        }
    }

    // The optimiser lists its states in the order of its groups: matrices first, then vectors.
    private static IEnumerable<(string Name, AdamW.State State)> Moments(TrainingState state) =>
        state.Network.named_parameters().OrderBy(pair => pair.parameter.dim() > 1 ? 0 : 1).Select(pair => pair.name)
            .Zip(state.Optimizer.state_dict().State.Cast<AdamW.State>());

    // What a checkpoint of a version without checksums may get wrong, before anything is made by its sizes.
    private static void Check(RunDescription description, Progress progress, Safetensors file)
    {
        var (vocabulary, shape, history) = (description.ToVocabulary(), description.ToShape(), progress.History);
        var numbers = file.Tensors.Values.Sum(tensor => tensor.Values.LongLength);
        if ((Int128)shape.Vocabulary * ((Int128)shape.Embedding + shape.Hidden) +
            (Int128)shape.Layers * shape.Hidden * shape.Hidden > numbers)
        {
            throw new FormatException("its tensors are smaller than the network that it describes");
        }

        if (progress.Step < history.Count || (progress.IsFinished && history.Count == 0) || history.Count > description.Options.Epochs ||
            history.Index().Any(epoch => !IsPossible(epoch.Item, epoch.Index + 1)))
        {
            throw new FormatException("its progress can't be that of a run");
        }

        if (description.MaxLength < 1 || description.SampleNames.Any(name => vocabulary.IndexOfUnknown(name) >= 0))
            throw new FormatException("its sample names or their length can't be those of a run");
        if (file.Tensors.Any(
            pair => pair.Key.StartsWith("best.", StringComparison.Ordinal) && !Array.TrueForAll(pair.Value.Values, float.IsFinite)))
        {
            throw new FormatException("its weights hold numbers that are not finite");
        }

        if (history.Count > 0)
            description.ToManifest(history[0], history);                 // whose parts refuse what they can't be
    }

    private static bool IsPossible(EpochMetrics epoch, int number) =>
        epoch.Epoch == number && epoch.Seconds is >= 0 and <= LongestTraining && double.IsFinite(epoch.ValidationNats) &&
        double.IsFinite(epoch.TrainingNats) && double.IsFinite(epoch.LearningRate) && double.IsFinite(epoch.LabelledNats ?? 0)
            && double.IsFinite(epoch.CharactersPerSecond);

    private static StoredTensor Store(Tensor tensor) => new(tensor.shape, tensor.detach().contiguous().data<float>().ToArray());

    private static void Restore(Tensor target, string name, Safetensors file)
    {
        var stored = file.Tensors[name];
        if (!stored.Shape.SequenceEqual(target.shape))
            throw new FormatException($"the tensor '{name}' has another shape");
        target.copy_(tensor(stored.Values, stored.Shape));
    }

    private sealed record Progress(long Step, bool IsFinished, IReadOnlyList<EpochMetrics> History);
}
