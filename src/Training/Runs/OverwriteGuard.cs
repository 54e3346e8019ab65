using System.Text.Json.Nodes;
using MlPipeline.Files;

namespace MlPipeline.Training.Runs;

/// <summary>Keeps a run from replacing the model or the checkpoint of other data, or a file that is neither.</summary>
/// <remarks>
/// Files are told apart by what they were trained on, not by their paths: links, copies and other spellings of a name
/// make no difference. It looks again before each file is written, because another run may have put one there.
/// </remarks>
/// <param name="output">The model file.</param>
/// <param name="dataset">Description of the data of this run.</param>
/// <param name="isForced">Whether everything may be replaced.</param>
internal sealed class OverwriteGuard(string output, JsonObject dataset, bool isForced)
{
    private readonly TrainedOn _data = TrainedOn.Of(dataset);
    private readonly string _checkpoint = new RunFolder(output).Checkpoint;

    /// <summary>Gets the model file, or one like it where that is taken.</summary>
    public static string FreePath(string output, JsonObject dataset)
    {
        var guard = new OverwriteGuard(output, dataset, isForced: false);
        try
        {
            guard.CheckModel();
            guard.CheckCheckpoint();
            return output;
        }
        catch (OverwriteException)
        {
            return ModelPath.FreeBeside(output);
        }
    }

    /// <summary>Checks the model file.</summary>
    /// <exception cref="OverwriteException">It must not be replaced.</exception>
    public void CheckModel() => Check(output, "model", TrainedOn.OfModel);

    /// <summary>Checks the checkpoint.</summary>
    /// <exception cref="OverwriteException">It must not be replaced.</exception>
    public void CheckCheckpoint() => Check(_checkpoint, "checkpoint", TrainedOn.OfCheckpoint);

    private void Check(string path, string kind, Func<string, TrainedOn?> read)
    {
        // Nothing is lost with an empty file. A pipe has no length either, and reading from it could wait forever.
        // A link that leads to nothing is a new file.
        if (isForced || WholeFile.GoalOf(path) is var goal && (!File.Exists(goal) || new FileInfo(goal).Length == 0))
            return;

        TrainedOn? found;
        try
        {
            found = read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refuse(
                $"it is there and can't be read ({exception.Message.TrimEnd('.')}), so what would be lost can't be told", exception);
        }

        if (found is null)
            throw Refuse($"it is there and is not a {kind} that MlPipeline wrote");
        if (!found.IsSameAs(_data))
        {
            throw Refuse(
                $"it is a {kind} trained on {found}, and this run's data is " +
                    $"{(found.IsOtherStateOf(_data) ? $"that file in another state (SHA-256 {_data.Digits})" : _data)}");
        }

        OverwriteException Refuse(string problem, Exception? inner = null) =>
            new(path,
                $"{problem}. Choose another file, such as --output {Common.ShellText.Quote(ModelPath.FreeBeside(output))}, or replace it " +
                    $"with --force.", inner);
    }
}
