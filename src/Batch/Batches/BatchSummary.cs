using System.Globalization;

namespace MlPipeline.Batch.Batches;

/// <summary>A run in numbers.</summary>
/// <param name="Rows">Rows, good and bad, those of an earlier run that this one continued among them.</param>
/// <param name="Errors">Bad rows among them.</param>
/// <param name="ErrorLines">Lines of the file that these cover.</param>
/// <param name="Results">Results.</param>
/// <param name="Seconds">That this run took.</param>
/// <param name="RowsPerSecond">Of this run.</param>
/// <param name="CharactersPerSecond">Predicted characters, of this run.</param>
/// <param name="ModelSha256">Of the model file, in hexadecimal.</param>
/// <param name="Shard">Which part of the rows this is; null for all.</param>
/// <param name="Output">Where the results are.</param>
internal sealed record BatchSummary(
    long Rows, long Errors, long ErrorLines, long Results, double Seconds, double RowsPerSecond, double CharactersPerSecond,
    string ModelSha256, string? Shard, string Output)
{
    private const int ShownDigits = 12;

    /// <summary>Gets what the line is, for programs that read many kinds.</summary>
    public string Event { get; } = "summary";

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Rows:N0} rows, {Errors:N0} errors{(ErrorLines > Errors ? FormattableString.Invariant($" ({ErrorLines:N0} lines)") : "")}, " +
            $"{Seconds:F1} s ({RowsPerSecond:N0} rows/s, {CharactersPerSecond:N0} characters/s), model {ModelSha256[..ShownDigits]}.");
}
