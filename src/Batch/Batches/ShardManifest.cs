using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Batch.Batches;

/// <summary>A file of a shard.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, in hexadecimal.</param>
/// <param name="HeaderBytes">Bytes in front of its first row, which every shard has.</param>
internal sealed record ShardFile(long Bytes, string Sha256, long HeaderBytes)
{
    /// <summary>Says whether it stands whole under a name.</summary>
    public bool IsAt(string path) => OutputFile.Is(path, Bytes, Sha256);

    /// <summary>Says whether the numbers can be those of a file.</summary>
    public bool IsPossible() => Bytes >= 0 && HeaderBytes >= 0 && HeaderBytes <= Bytes && CheckedRecord.IsSha256(Sha256);
}

/// <summary>What a finished shard is: written last, beside it.</summary>
/// <param name="Format">Version of this record.</param>
/// <param name="Identity">All that decides the bytes of all shards together.</param>
/// <param name="Shard">Its number and how many there are: <c>2/64</c>.</param>
/// <param name="FirstRow">Index of its first row of data, from 0.</param>
/// <param name="EndRow">Index of the row behind its last.</param>
/// <param name="Counts">What was done.</param>
/// <param name="Output">The results.</param>
/// <param name="Errors">The bad rows; null where no one asked.</param>
internal sealed record ShardManifest(
    int Format, JsonObject Identity, string Shard, long FirstRow, long EndRow, BatchCounts Counts, ShardFile Output, ShardFile? Errors)
{
    /// <summary>Gets the rows of data of the whole table, blank ones among them; null where the manifest doesn't tell.</summary>
    [JsonIgnore]
    public long? InputRows =>
        Identity["input"] is JsonObject input && input["rows"] is JsonValue rows && rows.TryGetValue<long>(out var count) ? count : null;

    /// <summary>The version that is written and read.</summary>
    public const int CurrentFormat = 2;

    private const string Suffix = ".manifest.json";
    private const long Largest = 16 << 20;
    private static readonly JsonSerializerOptions Json = new(CheckedRecord.Strict) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Gets the name of the manifest of a shard's results.</summary>
    public static string PathOf(string output) => output + Suffix;

    /// <summary>Reads a manifest.</summary>
    /// <returns>The manifest; null where there is none.</returns>
    /// <exception cref="DataFileException">It can't be read.</exception>
    public static ShardManifest? Find(string path)
    {
        if (!File.Exists(path))
            return null;

        try
        {
            var record = CheckedRecord.Parse(CheckedRecord.ReadFile(path, Largest));
            if (record["format"] is not JsonValue value || !value.TryGetValue<int>(out var format) || format != CurrentFormat)
                throw new DataFileException(path, null, "the manifest is of another version of this program. Run the shard again.");
            return CheckedRecord.Check(record) == RecordState.Whole && CheckedRecord.Read<ShardManifest>(record) is var manifest
                && manifest.IsPossible()
                ? manifest
                : throw new DataFileException(path, null, "the manifest is damaged. Run the shard again.");
        }
        catch (JsonException exception)
        {
            throw new DataFileException(path, null, "this is no manifest of a shard. Run the shard again.", exception);
        }
    }

    /// <summary>Writes the manifest.</summary>
    /// <exception cref="OutputFileException">It can't be written.</exception>
    public void Write(string path)
    {
        var record = CheckedRecord.Seal(JsonSerializer.SerializeToNode(this, Json)!.AsObject());
        WholeFile.WriteOwn(path, stream => stream.Write(Encoding.UTF8.GetBytes(record.ToJsonString(Json))), OutputFile.PartOf(path));
    }

    private bool IsPossible() => InputRows >= EndRow && FirstRow >= 0 && FirstRow <= EndRow && Counts.ArePossible(EndRow - FirstRow) &&
        Output.IsPossible() && Errors?.IsPossible() != false && Batches.Identity.IsPossible(Identity, Errors is not null);
}
