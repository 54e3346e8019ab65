using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MlPipeline.Models;

/// <summary>The types of a manifest's JSON, so that reading and writing them needs no reflection.</summary>
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(Dictionary<string, int>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, int>))]
[JsonSerializable(typeof(NormalizationJson))]
internal sealed partial class ManifestJsonContext : JsonSerializerContext;

/// <summary>The normalisation as the manifest has it; a file may say null where a rule should be.</summary>
internal sealed record NormalizationJson(IReadOnlyList<string?> Rules);
