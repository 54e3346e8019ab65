using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Evaluation.Report;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Evaluation.Reports;

/// <summary>Reports as JSON: snake case, numbers in full, letters as letters, <c>null</c> for what isn't a number.</summary>
internal static class ReportJson
{
    private const long Largest = 1 << 30;
    private const int LongestPlace = 100;

    /// <summary>Gets the options for reading and writing.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Writes a report; the same report gives the same bytes.</summary>
    public static string Write(EvaluationReport report) =>
        CheckedRecord.Seal(JsonSerializer.SerializeToNode(report, Options)!.AsObject()).ToJsonString(Options) + "\n";

    /// <summary>Reads a report that no one has changed.</summary>
    /// <param name="path">Path of a <c>report.json</c>.</param>
    /// <exception cref="DataFileException">There is no such file, it is no report of a known format, or it was changed.</exception>
    public static EvaluationReport Read(string path)
    {
        var (_, report, state) = ReadRecord(path);
        return state != RecordState.Damaged ? report : throw new DataFileException(path, null,
            "the report was changed after it was written: its checksum doesn't fit. 'report verify' lists what differs; make the report " +
                "again with 'evaluate'.");
    }

    /// <summary>Reads a report that may have been changed.</summary>
    /// <returns>What is in the file without its checksum, the report, and what the checksum says.</returns>
    /// <inheritdoc cref="Read"/>
    public static (JsonObject Record, EvaluationReport Report, RecordState State) ReadRecord(string path)
    {
        var bytes = CheckedRecord.ReadFile(path, Largest);
        try
        {
            var record = CheckedRecord.Parse(bytes);
            if (record["format"] is not JsonValue format || !format.TryGetValue<int>(out var number))
            {
                throw new DataFileException(
                    path, null, "it is JSON, but no report of 'evaluate'. Give the report.json of a report's folder.");
            }

            if (number != EvaluationReport.CurrentFormat)
            {
                throw new DataFileException(
                    path, null,
                    $"it is a report of format {number}, and this version reads format {EvaluationReport.CurrentFormat}. Make it " +
                        $"again with 'evaluate'.");
            }

            var state = CheckedRecord.Check(record);
            var report = CheckedRecord.Read<EvaluationReport>(record, Options);
            return ReportCheck.FindProblem(report) is not { } problem
                ? (record, report, state)
                : throw new DataFileException(path, null, $"{problem}. Make the report again.");
        }
        catch (Exception exception) when (exception is JsonException)
        {
            var place = exception is JsonException { LineNumber: { } line } ? $" at line {line + 1:N0}"
                : exception is JsonException { Path.Length: > 1 } json ? $" at {MessageText.Shorten(json.Path, LongestPlace)}" : "";
            throw new DataFileException(path, null, $"it is no report of 'evaluate', or broken{place}. Make it again.", exception);
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(ManifestJson.Options)
        {
            WriteIndented = true,
            NewLine = "\n",
            Converters = { new FiniteNumberConverter(), new NoNullEntries() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class FiniteNumberConverter : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
