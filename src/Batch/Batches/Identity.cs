using System.Text.Json.Nodes;
using MlPipeline.Batch.Outputs;
using MlPipeline.Data;

namespace MlPipeline.Batch.Batches;

/// <summary>Compares what two runs were asked: all that decides their bytes.</summary>
internal static class Identity
{
    /// <summary>Refuses a run that is another one.</summary>
    /// <param name="file">Where the other run is written down.</param>
    /// <param name="found">What it was asked.</param>
    /// <param name="asked">What this one is asked.</param>
    /// <param name="other">What the other one is called.</param>
    /// <exception cref="DataFileException">They differ; the message says in what.</exception>
    public static void Check(string file, JsonObject found, JsonObject asked, string other)
    {
        var differences = Differences(found, asked, "").Take(3).ToList();
        if (differences.Count > 0)
        {
            throw new DataFileException(
                file, null,
                $"{other} is another one: {string.Join("; ", differences)}. Run the same command, or start again without resuming.")
            {
                Settings = ["Resume"],
            };
        }
    }

    /// <summary>Lists what differs.</summary>
    public static IEnumerable<string> Differences(JsonObject found, JsonObject asked, string path = "")
    {
        foreach (var name in found.Select(pair => pair.Key).Union(asked.Select(pair => pair.Key)))
        {
            var (a, b) = (found[name], asked[name]);
            if (a is JsonObject inner && b is JsonObject other)
            {
                foreach (var difference in Differences(inner, other, $"{path}{name}."))
                    yield return difference;
            }
            else if (!JsonNode.DeepEquals(a, b))
            {
                yield return $"{path}{name} is {Show(a)} there and {Show(b)} here";
            }
        }
    }

    /// <summary>Reads how the input and CSV output are written.</summary>
    public static CsvDialect DialectOf(JsonObject identity) => new()
    {
        Delimiter = (string)identity["delimiter"]!,
        HasHeader = (bool)identity["header"]!,
    };

    /// <summary>Reads the columns of the results.</summary>
    public static IReadOnlyList<OutputColumn> ColumnsOf(JsonObject identity) =>
        [.. identity["results"]!.AsObject().Select(column => new OutputColumn(column.Key, Enum.Parse<ColumnKind>((string)column.Value!)))];

    /// <summary>Writes the columns of the results.</summary>
    public static JsonObject Of(IEnumerable<OutputColumn> columns) =>
        new(columns.Select(column => KeyValuePair.Create(column.Name, (JsonNode?)column.Kind.ToString())));

    /// <summary>Says whether it has what a merge reads of it.</summary>
    /// <param name="identity">What a run was asked.</param>
    /// <param name="hasErrors">Whether its bad rows are in a file.</param>
    public static bool IsPossible(JsonObject identity, bool hasErrors)
    {
        try
        {
            var (format, errors) = ((string?)identity["format"], (bool)identity["errors"]!);
            return Enum.GetNames<TableFormat>().Contains(format, StringComparer.OrdinalIgnoreCase) && errors == hasErrors &&
                DialectOf(identity) is not null && ColumnsOf(identity) is not null;
        }
        catch (Exception exception) when (
            exception is InvalidOperationException or ArgumentException or FormatException or OverflowException or NullReferenceException)
        {
            return false;
        }
    }

    private static string Show(JsonNode? value) => value?.ToString() ?? "not given";
}
