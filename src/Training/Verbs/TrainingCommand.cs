using System.CommandLine;

namespace MlPipeline.Training.Verbs;

/// <summary>The program's command line.</summary>
internal static class TrainingCommand
{
    /// <summary>Makes the command with all its verbs.</summary>
    public static RootCommand Create() =>
        new("Trains character-level recurrent models and writes them as ONNX files. Without a verb: train.")
    {
        TrainVerb.Create(),
        ExportVerb.Create(),
        FetchVerb.Create(),
        CleanVerb.Create(),
    };
}
