using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Text;

namespace MlPipeline.Training.Runs;

/// <summary>Which names to train on and which to hold out.</summary>
internal sealed record DatasetRequest
{
    public required string DataPath { get; init; }

    /// <summary>How <see cref="DataPath"/> is written; null for what its ending suggests.</summary>
    public CsvDialect? Dialect { get; init; }

    public string Column { get; init; } = "name";

    public string? Label { get; init; }

    /// <summary>Language of the names, such as <c>lt</c>, which the model file records; null for none.</summary>
    public string? Language
    {
        get;
        init => field = value is null || LanguageTag.Is(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), $"--language is a language tag such as lt, and not {MessageText.Quote(value)}.");
    }

    /// <summary>A file of its own for validation; null to split <see cref="DataPath"/>.</summary>
    public string? ValidationPath { get; init; }

    /// <summary>How <see cref="ValidationPath"/> is written; null for what its ending suggests.</summary>
    public CsvDialect? ValidationDialect { get; init; }

    public double ValidationFraction
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(ValidationFraction), value, "ValidationFraction must be a number between 0 and 1, neither of them included.");
    } = 0.1;

    public SplitKind Split { get; init; } = SplitKind.Random;

    public long SplitSeed { get; init; } = 1;
}
