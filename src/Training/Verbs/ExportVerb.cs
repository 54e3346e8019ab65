using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Files;
using MlPipeline.Models;
using MlPipeline.Training.Native;
using MlPipeline.Training.Runs;
using static TorchSharp.torch;

namespace MlPipeline.Training.Verbs;

/// <summary><c>export</c>: from a checkpoint, or from a model file of an older version and its data, to a model file.</summary>
internal static class ExportVerb
{
    private static readonly Argument<string> Source = new("CHECKPOINT")
    {
        Description = "A checkpoint.safetensors that train wrote; with --data a model file.",
    };
    private static readonly Option<string?> Output = new("--output", "-o")
    {
        Description = "The model file. [default: models/NAME.onnx, where NAME.csv was the data]",
    };
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "CSV file that the model was trained on; adds its held-out names and baselines to the model file and changes " +
            "nothing else.",
        HelpName = "file",
    };
    private static readonly Option<string?> Validation = new("--validation")
    {
        Description = "CSV file of validation names, if the model was validated on a separate file.",
        HelpName = "file",
    };
    private static readonly Option<bool> Force = new("--force")
    {
        Description = "Overwrite a model of other data, or a file that is not a model.",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command(
            "export", "Write the best weights of a checkpoint as one ONNX file.") { Source, Output, Data, Validation, Force };
        verb.SetAction((parsed, _) =>
        {
            var (source, force, error) = (parsed.GetRequiredValue(Source), parsed.GetValue(Force), parsed.InvocationConfiguration.Error);
            var output = parsed.GetValue(Output) is { } path ? UsageException.Guard(() => ModelPath.Check(path)) : null;
            if (parsed.GetValue(Data) is { } data)
            {
                return Task.FromResult(Update(
                    source, data, parsed.GetValue(Validation),
                    output ?? throw new UsageException(
                        "--data writes a model file: say where with --output; it may be the one that is read."), force, error));
            }

            if (parsed.GetValue(Validation) is not null)
                throw new UsageException("--validation belongs to --data: a checkpoint knows its names.");
            return TorchThread.Run(() => Run(source, output, force, error));
        });
        return verb;
    }

    /// <summary>Adds to a model file what it doesn't say about its data.</summary>
    public static int Update(string source, string data, string? validation, string output, bool force, TextWriter error)
    {
        new PathRoles().Write("--output", output).Read("--data", data).Read("--validation", validation).Check();
        new OverwriteGuard(output, ModelFile.ReadManifest(source).Dataset, force).CheckModel();
        var manifest = ModelUpdate.Run(source, data, validation, output);
        error.WriteLine(
            $"Wrote {output}: it lists {manifest.TrainingNames!.Count:N0} training names and {manifest.HeldOutNames!.Count:N0} held-out " +
                $"names.");
        return ExitCode.Done;
    }

    /// <summary>Exports with the same proof as after training.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="output">The model file; null for the one that is named after the data.</param>
    /// <param name="force">Whether a model of other data, or a file that is no model, may be replaced.</param>
    /// <param name="error">Receives what was done.</param>
    public static int Run(string checkpoint, string? output, bool force, TextWriter error)
    {
        TorchLibrary.EnsureLoadable();
        using var pause = FinalizerPause.Begin();
        set_num_threads(1);
        var (description, state) = Checkpoint.Load(checkpoint);
        using (state)
        {
            output ??= ModelPath.DefaultFor(TrainedOn.Of(description.Dataset).File ?? "");
            RunPaths.OfModel(output).Read("CHECKPOINT", checkpoint).Check();
            var guard = new OverwriteGuard(output, description.Dataset, force);
            guard.CheckModel();
            WholeFile.Probe(output);
            var proof = TrainingRun.Export(output, description, state, guard);
            error.WriteLine(
                $"Wrote {output}: epoch {state.BestEpoch!.Epoch}, {state.BestEpoch.ValidationNats:F4} nats per character; " +
                $"TorchSharp and both engines differ by at most {proof.LargestDifference:0.0e+0}.");
        }

        return ExitCode.Done;
    }
}
