using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Data;
using MlPipeline.Training.Native;
using MlPipeline.Training.Runs;
using static TorchSharp.torch;

namespace MlPipeline.Training.Verbs;

/// <summary><c>export</c>: from a checkpoint to a model file.</summary>
internal static class ExportVerb
{
    private static readonly Argument<string> Source = new("CHECKPOINT") { Description = "A checkpoint.safetensors that train wrote." };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = $"The model file. [default: {DefaultFile.Model}]" };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command("export", "Write the best weights of a checkpoint as one ONNX file.") { Source, Output };
        verb.SetAction((parsed, _) => TorchThread.Run(() => Run(
            parsed.GetRequiredValue(Source), parsed.GetValue(Output) ?? DefaultFile.Place(DefaultFile.Model), parsed.InvocationConfiguration.Error)));
        return verb;
    }

    /// <summary>Exports with the same proof as after training.</summary>
    public static int Run(string checkpoint, string output, TextWriter error)
    {
        WholeFile.Probe(output);
        TorchLibrary.EnsureLoadable();
        set_num_threads(1);
        var (description, state) = Checkpoint.Load(checkpoint);
        using (state)
        {
            var proof = TrainingRun.Export(output, description, state);
            error.WriteLine(
                $"Wrote {output}: epoch {state.BestEpoch!.Epoch}, {state.BestEpoch.ValidationNats:F4} nats per character; " +
                $"TorchSharp and ONNX Runtime differ by at most {proof.MaxAbsLogitDifference:0.0e+0}.");
        }

        return ExitCode.Done;
    }
}
