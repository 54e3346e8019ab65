using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlPipeline.Data;
using MlPipeline.Models;
using MlPipeline.Scoring.Evaluation.Report;

namespace MlPipeline.Scoring.Reports;

/// <summary>Reports as JSON: snake case, numbers in full, letters as letters, <c>null</c> for what isn't a number.</summary>
internal static class ReportJson
{
    /// <summary>Gets the options for reading and writing.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Writes a report; the same report gives the same bytes.</summary>
    public static string Write(EvaluationReport report) => JsonSerializer.Serialize(report, Options) + "\n";

    /// <summary>Reads a report.</summary>
    /// <param name="path">Path of a <c>report.json</c>.</param>
    /// <exception cref="DataFileException">There is no such file, or it is no report of a known format.</exception>
    public static EvaluationReport Read(string path)
    {
        using var stream = CsvTable.OpenFile(path);
        try
        {
            using var document = JsonDocument.Parse(stream);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.Number || !format.TryGetInt32(out var number))
                throw new DataFileException(path, null, "it is JSON, but no report of 'evaluate'. Give the report.json of a report's folder.");
            if (number != EvaluationReport.CurrentFormat)
                throw new DataFileException(path, null, $"it is a report of format {number}, and this version reads format {EvaluationReport.CurrentFormat}. Make it anew with 'evaluate'.");

            var report = document.Deserialize<EvaluationReport>(Options)!;
            return report.Names.Count > 0 && report.Names.All(name => name.Characters >= 1 && name.LogProbabilities.Count == name.Characters)
                ? report
                : throw new DataFileException(path, null, "its held-out names are missing, or lack a log-probability for each character. Make the report anew.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException or DecoderFallbackException)
        {
            var place = exception is JsonException { LineNumber: { } line } ? $" at line {line + 1:N0}" : "";
            throw new DataFileException(path, null, $"it is no report of 'evaluate', or broken{place}. Make it anew.", exception);
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(ManifestJson.Options) { WriteIndented = true, NewLine = "\n", Converters = { new FiniteNumberConverter() } };
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
