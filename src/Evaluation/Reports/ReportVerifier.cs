using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipeline.Evaluation.Report;
using MlPipeline.Text;

namespace MlPipeline.Evaluation.Reports;

/// <summary>Compares a report with one that was recomputed from the same inputs: number by number, word by word.</summary>
/// <remarks>What made it (<c>code</c>) may differ; what came out may not.</remarks>
internal static class ReportVerifier
{
    private const string Code = "code";
    private const int LongestValue = 80;

    /// <summary>Finds the differences.</summary>
    /// <param name="given">The report as it lies on the disk.</param>
    /// <param name="recomputed">The report as it comes out now.</param>
    /// <param name="tolerance">Numbers may differ by this share of the larger: 0 allows nothing.</param>
    /// <returns>A line for each difference, with its place in the file.</returns>
    public static IReadOnlyList<string> Compare(JsonNode given, EvaluationReport recomputed, double tolerance)
    {
        var (left, right) = (given.DeepClone().AsObject(), JsonSerializer.SerializeToNode(recomputed, ReportJson.Options)!.AsObject());
        left.Remove(Code);
        right.Remove(Code);
        return [.. Differences("", left, right, tolerance)];
    }

    private static IEnumerable<string> Differences(string place, JsonNode? given, JsonNode? recomputed, double tolerance) =>
        (given, recomputed) switch
        {
            (JsonObject left, JsonObject right) => left.Select(pair => pair.Key).Union(right.Select(pair => pair.Key)).SelectMany(key =>
                (left.ContainsKey(key), right.ContainsKey(key)) switch
                {
                    (true, true) => Differences(place.Length == 0 ? key : $"{place}.{key}", left[key], right[key], tolerance),
                    (true, false) => [$"{place}.{key}: is not part of a report"],
                    _ => [$"{place}.{key}: is missing"],
                }),
            (JsonArray left, JsonArray right) => left.Count == right.Count
                ? left.Zip(right)
                    .SelectMany(
                        (pair, i) =>
                            Differences(
                                $"{place}[{NameOf(pair.Second) ?? i.ToString(CultureInfo.InvariantCulture)}]", pair.First, pair.Second,
                                tolerance))
                : [$"{place}: {left.Count} entries, recomputed {right.Count}"],
            _ => IsSame(given, recomputed, tolerance) ? [] : [$"{place}: {Text(given)}, recomputed {Text(recomputed)}"],
        };

    private static bool IsSame(JsonNode? given, JsonNode? recomputed, double tolerance)
    {
        if (given is not JsonValue left || recomputed is not JsonValue right || left.GetValueKind() != JsonValueKind.Number
            || right.GetValueKind() != JsonValueKind.Number)
        {
            return JsonNode.DeepEquals(given, recomputed);
        }

        var (a, b) = (
            double.Parse(left.ToJsonString(), CultureInfo.InvariantCulture),
            double.Parse(right.ToJsonString(), CultureInfo.InvariantCulture));
        return a == b || Math.Abs(a - b) <= tolerance * Math.Max(Math.Abs(a), Math.Abs(b));
    }

    private static string? NameOf(JsonNode? entry) => entry is JsonObject named && named["name"] is JsonValue name ? name.ToString() : null;

    private static string Text(JsonNode? node) =>
        node?.ToJsonString(ReportJson.Options) is { } text ? MessageText.Shorten(text, LongestValue) : "nothing";
}
