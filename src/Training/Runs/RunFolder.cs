using System.Globalization;
using MlPipeline.Files;
using MlPipeline.Training.Optimization;

namespace MlPipeline.Training.Runs;

/// <summary>The files that a run leaves beside its model: <c>NAME.run/checkpoint.safetensors</c> and <c>metrics.csv</c>.</summary>
internal sealed class RunFolder(string modelPath)
{
    /// <summary>What the folder's name ends in, where the model's ends in <c>.onnx</c>.</summary>
    public const string Ending = ".run";

    private readonly string _folder = Path.ChangeExtension(modelPath, Ending);

    public string Name => _folder;

    public string Checkpoint => Path.Combine(_folder, "checkpoint.safetensors");

    public string Metrics => Path.Combine(_folder, "metrics.csv");

    /// <summary>Writes both, the checkpoint first.</summary>
    public void Save(RunDescription description, TrainingState state)
    {
        Runs.Checkpoint.Save(Checkpoint, description, state);
        WholeFile.WriteOwn(Metrics, stream => WriteMetrics(stream, state.History));
    }

    private static void WriteMetrics(Stream stream, IEnumerable<EpochMetrics> history) => CsvTableWriter.Write(
        stream,
        [
            "epoch", "learning_rate", "training_nats_per_character", "validation_nats_per_character",
            "validation_nats_per_character_labelled",
            "characters_per_second", "seconds",
        ],
        history.Select(epoch => new[]
        {
            Text(epoch.Epoch), Text(epoch.LearningRate), Text(epoch.TrainingNats), Text(epoch.ValidationNats),
            epoch.LabelledNats is { } labelled
                ? Text(labelled)
                : "", epoch.CharactersPerSecond.ToString("F0", CultureInfo.InvariantCulture),
            epoch.Seconds.ToString("F2", CultureInfo.InvariantCulture),
        }));

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
