using MlPipeline.Common;
using MlPipeline.Files;
using MlPipeline.Training.Export;

namespace MlPipeline.Training.Runs;

/// <summary>Lists the files that a training or an export writes.</summary>
internal static class RunPaths
{
    private const string Option = "--output";

    /// <summary>
    /// Lists those of a training: the model, its checkpoint and its metrics. That a checkpoint of before is read too is its purpose.
    /// </summary>
    /// <param name="output">The model file.</param>
    public static PathRoles Of(string output)
    {
        var folder = new RunFolder(output);
        return OfModel(output).WriteBeside("the checkpoint", Option, folder.Checkpoint).WriteBeside("the metrics", Option, folder.Metrics);
    }

    /// <summary>Lists those of an export: the model alone.</summary>
    /// <param name="output">The model file.</param>
    public static PathRoles OfModel(string output) =>
        new PathRoles().Write(Option, output)
            .WriteBeside("the model in progress", Option, ModelWriter.CandidateOf(WholeFile.GoalOf(output)));
}
