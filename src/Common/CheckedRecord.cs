using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Common;

/// <summary>What the checksum of a record says of it.</summary>
internal enum RecordState
{
    /// <summary>The record is what was written.</summary>
    Whole,

    /// <summary>The record was changed.</summary>
    Damaged,

    /// <summary>There is no checksum: older versions wrote none.</summary>
    Unchecked,
}

/// <summary>
/// Records that one run writes for the next: JSON objects with a member that is a checksum over all the others, in their order.
/// </summary>
/// <remarks>
/// The checksum finds damage and edits by hand. It isn't a signature: who changes a record on purpose can compute it too, so
/// that what is read is checked for form and range as well.
/// </remarks>
internal static class CheckedRecord
{
    /// <summary>The member that holds the checksum: SHA-256, 64 hexadecimal digits.</summary>
    public const string Member = "checksum";

    private const long LargestStream = 64 << 20;
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Document = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// Gets the options for records of a program's own: snake case, every member present, none null that may not be, none unknown.
    /// </summary>
    public static JsonSerializerOptions Strict { get; } = CreateStrict();

    /// <summary>Adds the checksum to a record.</summary>
    /// <param name="record">The record; it gets the member last.</param>
    /// <param name="context">What the record belongs to, where it must not be taken for one of another place.</param>
    public static JsonObject Seal(JsonObject record, string context = "")
    {
        record.Remove(Member);
        record[Member] = ChecksumOf(Parse(Encoding.UTF8.GetBytes(record.ToJsonString(Compact))), context);
        return record;
    }

    /// <summary>Reads a record.</summary>
    /// <exception cref="JsonException">The text is no JSON object, or has a member twice.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var record = JsonNode.Parse(json, documentOptions: Document) as JsonObject ?? throw new JsonException("It is no JSON object.");
            ReadTexts(record);
            return record;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new JsonException("It is no JSON object of text.", exception);
        }
    }

    /// <summary>Takes the checksum out of a record and says whether it fits.</summary>
    public static RecordState Check(JsonObject record, string context = "")
    {
        if (!record.Remove(Member, out var member))
            return RecordState.Unchecked;

        try
        {
            return member is JsonValue value && value.TryGetValue<string>(out var found) && found == ChecksumOf(record, context)
                ? RecordState.Whole
                : RecordState.Damaged;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            return RecordState.Damaged; // text that is no Unicode
        }
    }

    /// <summary>Makes a value of a record without its checksum.</summary>
    /// <exception cref="JsonException">A member is missing, null, of another type, out of range or unknown.</exception>
    public static T Read<T>(JsonNode record, JsonSerializerOptions? options = null)
        where T : class
    {
        try
        {
            return record.Deserialize<T>(options ?? Strict) ?? throw new JsonException("It is null.");
        }
        catch (Exception exception) when (
            exception is InvalidOperationException or ArgumentException or FormatException or NotSupportedException or OverflowException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <summary>Reads the bytes of a record's file; a pipe gives less, since no one knows where it ends.</summary>
    /// <param name="path">The file.</param>
    /// <param name="largest">More bytes than this are refused before they are read.</param>
    /// <exception cref="DataFileException">There is no such file, or it is too large.</exception>
    public static byte[] ReadFile(string path, long largest = LargestStream)
    {
        using var stream = DataFile.Open(path);
        try
        {
            if (WholeFile.IsDevice(path) || !stream.CanSeek)
                return ReadStream(path, stream);
            if (stream.Length > largest)
                throw TooLarge(path, largest);

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(path, null, $"the file can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>Says whether a text is a SHA-256 as records have it.</summary>
    public static bool IsSha256(string text) => text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigitLower);

    // Bytes that are no UTF-8 and halves of surrogate pairs are found only when a text is asked for.
    private static void ReadTexts(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (_, member) in members)
                ReadTexts(member);
        }
        else if (node is JsonArray entries)
        {
            foreach (var entry in entries)
                ReadTexts(entry);
        }
        else if (node is JsonValue value && value.GetValueKind() == JsonValueKind.String)
        {
            value.GetValue<string>();
        }
    }

    private static byte[] ReadStream(string path, Stream stream)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) is var count and > 0)
        {
            content.Write(buffer, 0, count);
            if (content.Length > LargestStream)
                throw TooLarge(path, LargestStream);
        }

        return content.ToArray();
    }

    private static DataFileException TooLarge(string path, long largest) => new(path, null, FormattableString.Invariant(
        $"it has more than {largest >> 20:N0} MB, which no record of this program has. Check the path."));

    private static string ChecksumOf(JsonObject record, string context) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context + record.ToJsonString(Compact))));

    private static JsonSerializerOptions CreateStrict()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            Converters = { new NoNullEntries() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
