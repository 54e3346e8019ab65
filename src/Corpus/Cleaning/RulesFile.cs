using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Files;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Corpus.Cleaning;

/// <summary>
/// <c>NAME.rules.json</c> beside a cleaned <c>NAME.csv</c>: how its names were normalised, so that a model trained on
/// them does the same to what it is asked, and where they come from.
/// </summary>
internal sealed record RulesFile
{
    private const int CurrentFormat = 1;
    private const long Largest = 1 << 20;
    private static readonly JsonSerializerOptions Indented = new(ManifestJson.Options) { WriteIndented = true, NewLine = "\n" };

    public required int Format { get; init; }

    /// <summary>SHA-256 of the CSV file this belongs to, in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public required CleaningSource Source { get; init; }

    /// <summary>
    /// The language whose rules cleaned, as an ISO 639 code, or <c>none</c>; null in files of versions that knew Lithuanian alone.
    /// </summary>
    public string? Language { get; init; }

    /// <summary>Names of the normalisation rules.</summary>
    public required IReadOnlyList<string> Normalization { get; init; }

    /// <summary>What each rule did to how many rows.</summary>
    public required IReadOnlyList<RuleCount> Rules { get; init; }

    public sealed record RuleCount(string Rule, RuleEffect Effect, int Rows);

    /// <summary>Gets the name of the rules file of a CSV file.</summary>
    public static string PathOf(string csv) => Path.ChangeExtension(csv, ".rules.json");

    /// <summary>Describes a result.</summary>
    /// <param name="result">What cleaning gave.</param>
    /// <param name="source">The input.</param>
    /// <param name="csv">The bytes of the output.</param>
    public static RulesFile Of(CleaningResult result, CleaningSource source, byte[] csv) => new()
    {
        Format = CurrentFormat,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(csv)),
        Source = source,
        Language = result.Language.Code,
        Normalization = result.Normalization.Rules,
        Rules = [.. result.Rules.Select(rule => new RuleCount(rule.Name, rule.Effect, rule.Count))],
    };

    /// <summary>Reads the rules file beside a CSV file.</summary>
    /// <param name="csv">Path of the CSV file.</param>
    /// <returns>Null where there is none, or no CSV file.</returns>
    /// <exception cref="DataFileException">It is broken, or belongs to another state of the CSV file.</exception>
    public static RulesFile? Find(string csv)
    {
        var path = PathOf(csv);
        if (!File.Exists(path) || !File.Exists(csv))
            return null;

        var rules = Read(path);
        return rules.Sha256 == FileHash.Sha256Of(csv)
            ? rules
            : throw new DataFileException(path, null,
                $"it belongs to another state of {Path.GetFileName(csv)}, whose SHA-256 was {rules.Sha256}. " +
                "Clean the names again, or delete this file to train on them as they are.");
    }

    /// <summary>Gets the rules that change names.</summary>
    public Normalization ToNormalization() => Text.Normalization.Of(Normalization);

    /// <summary>Writes JSON, indented for people.</summary>
    public byte[] ToJson() =>
        Encoding.UTF8.GetBytes(
            CheckedRecord.Seal(JsonSerializer.SerializeToNode(this, Indented)!.AsObject()).ToJsonString(Indented) + "\n");

    private static RulesFile Read(string path)
    {
        try
        {
            var bytes = CheckedRecord.ReadFile(path, Largest);
            if (bytes.AsSpan().Trim(" \r\n"u8).SequenceEqual("null"u8))
                throw new FormatException("it is empty");
            var record = CheckedRecord.Parse(bytes);
            var state = CheckedRecord.Check(record);
            var rules = CheckedRecord.Read<RulesFile>(record, ManifestJson.Options);
            if (rules.Format > CurrentFormat)
            {
                throw new FormatException(
                    $"it has format {rules.Format}, and this version reads formats up to {CurrentFormat}. Update MlPipeline");
            }

            _ = rules.ToNormalization();
            if (state == RecordState.Damaged)
                throw new FormatException("the file was changed after it was written: its checksum doesn't fit");
            return rules.Format >= 1 && rules.Rules.All(rule => rule is { Rows: >= 0 })
                ? rules
                : throw new FormatException("its format or its counts can't be");
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new DataFileException(path, null,
                $"the rules can't be read: {exception.Message.TrimEnd('.')}. Clean the names again, or delete this file to train on them " +
                    $"as they are.", exception);
        }
    }
}
