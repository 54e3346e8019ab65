namespace MlPipeline.Scoring.Evaluation;

/// <summary>What is evaluated, on what.</summary>
internal sealed record EvaluationRequest
{
    /// <summary>Path of the model file.</summary>
    public required string Model { get; init; }

    /// <summary>Path of the CSV file of names that the model has not seen.</summary>
    public required string Data { get; init; }

    /// <summary>Path of the CSV file of names that the model was trained on.</summary>
    public required string Train { get; init; }

    /// <summary>Column of the names in both. Default: <c>name</c>.</summary>
    public string Column { get; init; } = "name";

    /// <summary>Column of the labels in both; null for none.</summary>
    public string? ConditionColumn { get; init; }

    /// <summary>Names that are drawn, at least 1. Default: 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Samples
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Samples must be a whole number of at least 1.");
    } = 10_000;

    /// <summary>Seed of the drawn names and of the resamples. Default: 1.</summary>
    public long Seed { get; init; } = 1;
}
