using MlPipeline.Data;

namespace MlPipeline.Training.Runs;

/// <summary>Which names to train on and which to hold out.</summary>
internal sealed record DatasetRequest
{
    public required string DataPath { get; init; }

    public string Column { get; init; } = "name";

    public string? Condition { get; init; }

    /// <summary>A file of its own for validation; null to split <see cref="DataPath"/>.</summary>
    public string? ValidationPath { get; init; }

    public double ValidationFraction
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(ValidationFraction), value, "ValidationFraction must be a number between 0 and 1, neither of them included.");
    } = 0.1;

    public SplitKind Split { get; init; } = SplitKind.Random;

    public long SplitSeed { get; init; } = 1;
}
