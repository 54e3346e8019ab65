using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Data;
using MlPipeline.Training.Export;
using MlPipeline.Training.Native;
using MlPipeline.Training.Runs;
using static TorchSharp.torch;

namespace MlPipeline.Training.Verbs;

/// <summary><c>export</c>: from a checkpoint, or from a model file of an older version and its data, to a model file.</summary>
internal static class ExportVerb
{
    private static readonly Argument<string> Source = new("CHECKPOINT") { Description = "A checkpoint.safetensors that train wrote; with --data a model file." };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = $"The model file. [default: {DefaultFile.Model}]" };
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "CSV file that the model file was made of: its held-out names and baselines are added, and all else stays.",
        HelpName = "file",
    };
    private static readonly Option<string?> Validation = new("--validation")
    {
        Description = "CSV file that it was validated on, where that was a file of its own.",
        HelpName = "file",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command("export", "Write the best weights of a checkpoint as one ONNX file.") { Source, Output, Data, Validation };
        verb.SetAction((parsed, _) =>
        {
            var (source, output, error) = (parsed.GetRequiredValue(Source), parsed.GetValue(Output), parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(Data) is { } data)
            {
                return Task.FromResult(Update(
                    source, data, parsed.GetValue(Validation),
                    output ?? throw new UsageException("--data writes a model file: say where with --output; it may be the one that is read."), error));
            }

            if (parsed.GetValue(Validation) is not null)
                throw new UsageException("--validation belongs to --data: a checkpoint knows its names.");
            return TorchThread.Run(() => Run(source, output ?? DefaultFile.Place(DefaultFile.Model), error));
        });
        return verb;
    }

    /// <summary>Adds to a model file what it doesn't say about its data.</summary>
    public static int Update(string source, string data, string? validation, string output, TextWriter error)
    {
        var manifest = ModelUpdate.Run(source, data, validation, output);
        error.WriteLine($"Wrote {output}: it lists {manifest.TrainingNames!.Count:N0} training names and {manifest.HeldOutNames!.Count:N0} held-out names.");
        return ExitCode.Done;
    }

    /// <summary>Exports with the same proof as after training.</summary>
    public static int Run(string checkpoint, string output, TextWriter error)
    {
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
