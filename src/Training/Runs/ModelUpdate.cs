using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using MlPipeline.Data;
using MlPipeline.Files;
using MlPipeline.Models;
using MlPipeline.Training.Export;
using MlPipeline.Training.Export.Onnx;

namespace MlPipeline.Training.Runs;

/// <summary>
/// Brings what a model file says about its data up to date: the list of held-out names, which older files lack, and the baselines'
/// figures. Weights and all other metadata stay as they are, byte by byte.
/// </summary>
internal static class ModelUpdate
{
    private const string HeldOutKey = "mlpipeline.held_out_names";
    private const string MetricsKey = "mlpipeline.metrics";

    /// <summary>Splits the data as the file records it, checks that it is the same, and writes the file with what it lacked.</summary>
    /// <param name="source">The model file.</param>
    /// <param name="data">The CSV file that it was made of.</param>
    /// <param name="validation">The CSV file that it was validated on; null where that was a part of <paramref name="data"/>.</param>
    /// <param name="output">The model file to write; may be <paramref name="source"/>.</param>
    /// <returns>What the new file says about itself.</returns>
    /// <exception cref="MlPipelineException">A file can't be used, or the model was made of other data.</exception>
    public static ModelManifest Run(string source, string data, string? validation, string output)
    {
        var manifest = ModelFile.ReadManifest(source);
        RequireSame(data, manifest.Dataset["sha256"]);
        RequireSplit(manifest.Dataset, data, validation);
        if (validation is not null)
            RequireSame(validation, manifest.Dataset["validation_sha256"]);
        var dataset = Dataset.Load(RequestOf(manifest.Dataset, data, validation));
        if (manifest.TrainingNames?.ToString() != Fingerprints(dataset.Training).ToString())
        {
            throw new DataFileException(
                data, null, "split as the model records it, it gives other training names than those of the model. Train the model again.");
        }

        manifest.Metrics["baselines"] = JsonSerializer.SerializeToNode(
            BaselineMeasurement.Measure(dataset, manifest.Vocabulary), ManifestJson.Options);
        var updated = manifest with { HeldOutNames = Fingerprints(dataset.Validation) };
        var model = Parse(source);
        foreach (var (key, value) in updated.ToProperties().Where(property => property.Key is HeldOutKey or MetricsKey))
            Put(model, key, value);
        WholeFile.Write(output, ModelSeal.Seal(model).WriteTo);
        return updated;
    }

    // The manifest was of this file; another may have come in its place.
    private static ModelProto Parse(string path)
    {
        try
        {
            return ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        }
        catch (IOException exception)
        {
            throw new ModelFileException(
                path, $"the file can't be read: {exception.Message.TrimEnd('.')}. Copy or export it again.", exception);
        }
    }

    private static void RequireSame(string path, JsonNode? recorded)
    {
        var found = FileHash.Sha256Of(path);
        if ((string?)recorded != found)
        {
            throw new DataFileException(
                path, null,
                $"the model was made of another file: it records the SHA-256 {recorded ?? "of none"}, and this file has {found}. " +
                    $"Give that file.");
        }
    }

    private static void RequireSplit(JsonObject recorded, string data, string? validation)
    {
        var isFile = (string?)recorded["split"] == "file";
        if (isFile && validation is null)
        {
            throw new DataFileException(
                data, null,
                $"the model's held-out names came from a file of their own, '{recorded["validation_file"]}'. Give that file too.");
        }

        if (!isFile && validation is not null)
        {
            throw new DataFileException(
                validation, null, $"the model's held-out names are a part of '{recorded["file"]}'. Leave this file out.");
        }
    }

    private static NameFingerprints Fingerprints(IEnumerable<NameRecord> records) =>
        NameFingerprints.Of(records.Select(record => record.Name));

    private static DatasetRequest RequestOf(JsonObject recorded, string data, string? validation)
    {
        var defaults = new DatasetRequest { DataPath = data, ValidationPath = validation };
        return defaults with
        {
            Column = (string?)recorded["column"] ?? defaults.Column,
            Label = (string?)recorded["condition"],
            Split = Enum.TryParse<SplitKind>((string?)recorded["split"], ignoreCase: true, out var kind) ? kind : defaults.Split,
            SplitSeed = (long?)recorded["split_seed"] ?? defaults.SplitSeed,
            ValidationFraction = (double?)recorded["validation_fraction"] ?? defaults.ValidationFraction,
        };
    }

    private static void Put(ModelProto model, string key, string value)
    {
        if (model.MetadataProps.FirstOrDefault(property => property.Key == key) is { } property)
            property.Value = value;
        else
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
    }
}
