using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Batch.Tables;

/// <summary>The index of a CSV file's rows as a file beside it.</summary>
internal static class RowIndexFile
{
    /// <summary>What is added to a file's name for the name of its index.</summary>
    public const string Suffix = ".index";

    /// <summary>The version that is written and read.</summary>
    public const int Format = 2;

    private const long Largest = 1 << 30;                                // of 10 TB
    private static readonly JsonSerializerOptions Json = new(CheckedRecord.Strict) { Encoder = null };

    /// <summary>Writes an index.</summary>
    /// <exception cref="OutputFileException">It can't be written.</exception>
    public static void Write(string file, RowIndex index)
    {
        var content = JsonSerializer.SerializeToElement(index, Json);
        WholeFile.WriteOwn(
            file, stream => JsonSerializer.Serialize(stream, new Envelope(HashOf(content), content), Json), TemporaryOf(file));
    }

    /// <summary>Gets the name of an index until it is whole.</summary>
    public static string TemporaryOf(string file) => file + ".part";

    /// <summary>Reads the index beside a file.</summary>
    /// <returns>The index; null where there is none.</returns>
    /// <exception cref="DataFileException">It can't be used, or was made of another file or with another delimiter.</exception>
    public static RowIndex? Find(string path, CsvDialect dialect)
    {
        var file = path + Suffix;
        if (!File.Exists(file))
            return null;
        if (Read(file) is not { Format: Format, Blocks.Count: > 0 } index)
            throw new DataFileException(file, null, "the index is of another version of this program. Create it again with 'index'.");
        if (index.Delimiter != dialect.Delimiter)
        {
            throw new DataFileException(
                file, null,
                $"the index was made with the delimiter '{index.Delimiter}'. Use the same delimiter, or create the index again with " +
                    $"'index'.")
            {
                Settings = ["Delimiter"],
            };
        }

        if (index.Multiline != dialect.HasMultilineFields)
        {
            throw new DataFileException(
                file, null, $"the index was made for {(index.Multiline ? "fields with" : "fields without")} line breaks. " +
                "Use the same setting, or create the index again with 'index'.")
            { Settings = ["NoMultiline"] };
        }

        return index.Bytes == new FileInfo(path).Length ? index : throw RowIndex.Changed(path);
    }

    private static RowIndex? Read(string file)
    {
        try
        {
            if (JsonSerializer.Deserialize<Envelope>(
                CheckedRecord.ReadFile(file, Largest), Json) is not { Index.ValueKind: JsonValueKind.Object } envelope)
            {
                return null;
            }

            if (envelope.Xxh3 != HashOf(envelope.Index))
                throw Damaged(file);
            if (!envelope.Index.TryGetProperty("format", out var format) || !format.TryGetInt32(out var number) || number != Format)
                return null;
            return CheckedRecord.Read<RowIndex>(JsonObject.Create(envelope.Index)!, Json) is var index && index.IsPossible()
                ? index
                : throw Damaged(file);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new DataFileException(file, null, "this is no index of rows. Delete it, or make it again with 'index'.", exception);
        }
    }

    private static DataFileException Damaged(string file) => new(file, null, "the index is damaged. Create it again with 'index'.");

    private static string HashOf(JsonElement index) => Convert.ToHexStringLower(XxHash3.Hash(Encoding.UTF8.GetBytes(index.GetRawText())));

    // A wrong digit in it would lose rows or take them twice, and no other check would tell.
    private sealed record Envelope(string Xxh3, JsonElement Index);
}
