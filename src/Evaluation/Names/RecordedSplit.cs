using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipeline.Data;
using MlPipeline.Models;

namespace MlPipeline.Evaluation.Names;

/// <summary>How a model's names were split, as its file records it.</summary>
/// <param name="Kind">What was kept together.</param>
/// <param name="Fraction">Expected share that was held out.</param>
/// <param name="Seed">Seed of the split.</param>
internal sealed record RecordedSplit(SplitKind Kind, double Fraction, long Seed)
{
    /// <summary>Reads it.</summary>
    /// <param name="path">The data file.</param>
    /// <param name="sha256">Its SHA-256.</param>
    /// <param name="dataset">What the model's file says about its data.</param>
    /// <exception cref="DataFileException">The model was made of another file, or records no split of it.</exception>
    public static RecordedSplit Of(string path, string sha256, JsonObject dataset)
    {
        var record = dataset.Deserialize<DatasetRecord>(ManifestJson.Options)!;
        if (record.Sha256 != sha256)
        {
            throw Refuse(
                $"the model was not made of this file: it records '{record.File}' with the SHA-256 {record.Sha256}, and this file has " +
                    $"{sha256}");
        }

        return record is { ValidationFraction: { } fraction, SplitSeed: { } seed }
            && Enum.TryParse<SplitKind>(record.Split, ignoreCase: true, out var kind)
            ? new RecordedSplit(kind, fraction, seed)
            : throw Refuse("the model's validation names came from a file of their own, so this one can't be split as in training");

        DataFileException Refuse(string problem) => new(path, null, $"{problem}. Give the names that the model was trained on.")
        {
            Settings = ["Train"],
        };
    }

    /// <summary>Describes it.</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Kind.ToString().ToLowerInvariant()} split of {Fraction:0.####} by seed {Seed}, as the model records it");

    private sealed record DatasetRecord(
        string? File = null, string? Sha256 = null, string? Split = null, long? SplitSeed = null, double? ValidationFraction = null);
}
