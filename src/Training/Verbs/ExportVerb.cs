using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Training.Native;
using MlPipeline.Training.Runs;
using static TorchSharp.torch;

namespace MlPipeline.Training.Verbs;

/// <summary><c>export</c>: from a checkpoint to a model file.</summary>
internal static class ExportVerb
{
    private static readonly Argument<string> Source = new("CHECKPOINT") { Description = "A checkpoint.safetensors that train wrote." };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "The model file. [default: models/NAME.onnx, where NAME.csv was the data]" };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace a model of other data, or a file that is no model." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command("export", "Write the best weights of a checkpoint as one ONNX file.") { Source, Output, Force };
        verb.SetAction((parsed, _) => TorchThread.Run(() => Run(
            parsed.GetRequiredValue(Source), parsed.GetValue(Output) is { } output ? UsageException.Guard(() => ModelPath.Check(output)) : null, parsed.GetValue(Force),
            parsed.InvocationConfiguration.Error)));
        return verb;
    }

    /// <summary>Exports with the same proof as after training.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="output">The model file; null for the one that is named after the data.</param>
    /// <param name="force">Whether a model of other data, or a file that is no model, may be replaced.</param>
    /// <param name="error">Receives what was done.</param>
    public static int Run(string checkpoint, string? output, bool force, TextWriter error)
    {
        TorchLibrary.EnsureLoadable();
        set_num_threads(1);
        var (description, state) = Checkpoint.Load(checkpoint);
        using (state)
        {
            output ??= ModelPath.DefaultFor(TrainedOn.Of(description.Dataset).File ?? "");
            var guard = new OverwriteGuard(output, description.Dataset, force);
            guard.CheckModel();
            var proof = TrainingRun.Export(output, description, state, guard);
            error.WriteLine(
                $"Wrote {output}: epoch {state.BestEpoch!.Epoch}, {state.BestEpoch.ValidationNats:F4} nats per character; " +
                $"TorchSharp and ONNX Runtime differ by at most {proof.MaxAbsLogitDifference:0.0e+0}.");
        }

        return ExitCode.Done;
    }
}
