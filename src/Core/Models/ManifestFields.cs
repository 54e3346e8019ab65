using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipeline.Text;

namespace MlPipeline.Models;

/// <summary>
/// Checks the JSON objects of a manifest: what others read of them has the type that they expect, and every number is one.
/// </summary>
/// <remarks>Keys that this version doesn't know may hold anything; keys that it knows may be missing, as in older files.</remarks>
internal static class ManifestFields
{
    private static readonly string[] Texts = ["file", "sha256", "column", "condition", "validation_file", "validation_sha256", "split"];
    private static readonly string[] Counts = ["rows", "training_names", "validation_names"];
    private static readonly string[] Losses = ["validation_nats_per_character", "validation_nats_per_character_labelled"];

    /// <summary>Checks the objects.</summary>
    /// <exception cref="FormatException">A value has another type or range; the message names its key.</exception>
    public static void Check(ModelManifest manifest)
    {
        foreach (var (key, value) in new[]
        {
            ("dataset", manifest.Dataset), ("training", manifest.Training), ("metrics", manifest.Metrics),
                ("export_check", manifest.ExportCheck),
        })
        {
            CheckLeaves(key, value);
        }

        foreach (var key in Texts)
            Require("dataset", manifest.Dataset, key, IsText, "a text");
        foreach (var key in Counts)
            Require("dataset", manifest.Dataset, key, node => IsWhole(node, 0), "a whole number of at least 0");
        Require("dataset", manifest.Dataset, "split_seed", node => IsWhole(node, long.MinValue), "a whole number");
        Require("dataset", manifest.Dataset, "validation_fraction", node => Number(node) is >= 0 and <= 1, "a number from 0 to 1");
        Require("export_check", manifest.ExportCheck, "logits_sha256", IsText, "a text");
        foreach (var key in Losses)
            Require("metrics", manifest.Metrics, key, node => Number(node) is >= 0, "a number of at least 0");
        Require("metrics", manifest.Metrics, "baselines", node =>
            node is JsonObject baselines && baselines.All(pair => Number(pair.Value) is not null), "an object of numbers");
        Require("metrics", manifest.Metrics, "history", node =>
            node is JsonArray epochs && epochs.All(IsEpoch), "a list of epochs with their losses");
    }

    private static bool IsEpoch(JsonNode? node) =>
        node is JsonObject epoch && IsWhole(epoch["epoch"], 0, int.MaxValue) && Number(epoch["training"]) is not null
            && Number(epoch["validation"]) is not null;

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;

    private static bool IsWhole(JsonNode? node, long least, long most = long.MaxValue) =>
        node?.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue<JsonElement>(out var element)
            ? element.TryGetInt64(out var number) && number >= least && number <= most
            : node is JsonValue value
                && ((value.TryGetValue<int>(out var small) && small >= least)
                    || (value.TryGetValue<long>(out var large) && large >= least && large <= most));

    private static double? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var number)
            && double.IsFinite(number) ? number : null;

    // Null stands for nothing, as in files that were written without it.
    private static void Require(string name, JsonObject values, string key, Func<JsonNode?, bool> isValid, string expected)
    {
        if (values.TryGetPropertyValue(key, out var found) && found is not null && !isValid(found))
        {
            throw new FormatException(
                $"its metadata says {key} = {MessageText.Quote(found.ToJsonString())} in mlpipeline.{name}, which is not {expected}");
        }
    }

    private static void CheckLeaves(string key, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject values:
                foreach (var value in values)
                    CheckLeaves(key, value.Value);
                break;
            case JsonArray values:
                foreach (var value in values)
                    CheckLeaves(key, value);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                _ = value.GetValue<string>();                            // throws where it is no Unicode
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number
                && !double.IsFinite(double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)):
                throw new FormatException(
                    $"its metadata holds the number {MessageText.Quote(value.ToJsonString())} in mlpipeline.{key}, which is too large");
        }
    }
}
