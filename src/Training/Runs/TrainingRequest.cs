using MlPipeline.Training.Optimization;

namespace MlPipeline.Training.Runs;

/// <summary>What the verb <c>train</c> was asked to do.</summary>
internal sealed record TrainingRequest
{
    public required DatasetRequest Dataset { get; init; }

    /// <summary>The model file.</summary>
    /// <exception cref="ArgumentException">It is blank or a folder.</exception>
    public required string Output
    {
        get;
        init => field = string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("--output needs the name of a file.", nameof(value))
            : Directory.Exists(value) ? throw new ArgumentException($"{value} is a folder. Name the model file in it.", nameof(value))
            : value;
    }

    public TrainingOptions Options { get; init; } = new();

    /// <summary>Whether to go on from the checkpoint of an earlier run with the same output, where there is one.</summary>
    public bool Resume { get; init; }

    public bool Quiet { get; init; }
}
