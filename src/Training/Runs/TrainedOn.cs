using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipeline.Models;

namespace MlPipeline.Training.Runs;

/// <summary>What a model was trained on: a column of a file. The file's content tells it, not its name or place.</summary>
/// <param name="File">Name of the file; null where the model doesn't say.</param>
/// <param name="Sha256">Of its content, in lower-case hex; null where the model doesn't say.</param>
/// <param name="Column">Column of the names; null where the model doesn't say.</param>
internal sealed record TrainedOn(string? File, string? Sha256, string? Column)
{
    private const string FormatKey = "mlpipeline.format";
    private const string DatasetKey = "mlpipeline.dataset";
    private const int ShownDigits = 12;

    /// <summary>The first digits of the hash: enough to tell files apart.</summary>
    public string? Digits => Sha256?[..Math.Min(ShownDigits, Sha256.Length)];

    /// <summary>Reads it from a description of the data.</summary>
    public static TrainedOn Of(JsonObject dataset)
    {
        return new(Text("file"), Text("sha256"), Text("column"));

        string? Text(string key) => dataset[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    /// <summary>Reads it from a model file, of any format and without loading the network.</summary>
    /// <returns>Null where the file is not a model that MlPipeline wrote.</returns>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be read.</exception>
    public static TrainedOn? OfModel(string path)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            var properties = OnnxHeader.Read(stream).Properties;
            return properties.ContainsKey(FormatKey) ? Of(Parse(properties.GetValueOrDefault(DatasetKey))) : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads it from a checkpoint, without its tensors.</summary>
    /// <returns>Null where the file is no checkpoint.</returns>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be read.</exception>
    public static TrainedOn? OfCheckpoint(string path) =>
        Checkpoint.ReadHeader(path) is { } header ? Of(header.Description["dataset"] as JsonObject ?? []) : null;

    /// <summary>Says whether both are the same column of the same content.</summary>
    public bool IsSameAs(TrainedOn other) => Sha256 is not null && (Sha256, Column) == (other.Sha256, other.Column);

    /// <summary>Says whether both are the same column of files of one name, whose content differs.</summary>
    public bool IsOtherStateOf(TrainedOn other) => Sha256 != other.Sha256 && (File, Column) == (other.File, other.Column);

    public override string ToString() => Sha256 is null ? "data that it doesn't name" : $"{File}, column '{Column}' (SHA-256 {Digits})";

    private static JsonObject Parse(string? json)
    {
        try
        {
            return JsonNode.Parse(json ?? "{}", documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
