using MlPipeline.Training.Optimization;

namespace MlPipeline.Training.Runs;

/// <summary>What the verb <c>train</c> was asked to do.</summary>
internal sealed record TrainingRequest
{
    public required DatasetRequest Dataset { get; init; }

    /// <summary>The model file.</summary>
    /// <exception cref="ArgumentException">It is blank, a folder, a device or the folder of checkpoints.</exception>
    public required string Output
    {
        get;
        init => field = ModelPath.Check(value);
    }

    /// <summary>Whether a model or checkpoint of other data, or a file that is neither, may be replaced.</summary>
    public bool Force { get; init; }

    public TrainingOptions Options { get; init; } = new();

    /// <summary>Whether to continue from the checkpoint of an earlier run with the same output, where there is one.</summary>
    public bool Resume { get; init; }

    public bool Quiet { get; init; }
}
