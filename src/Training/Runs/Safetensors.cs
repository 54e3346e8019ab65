using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlPipeline.Training.Runs;

/// <summary>A float32 tensor in row-major order.</summary>
internal sealed record StoredTensor(long[] Shape, float[] Values);

/// <summary>
/// Reads and writes the safetensors format (https://github.com/huggingface/safetensors): an 8-byte length, a JSON header,
/// little-endian data. Simple, without code execution, and read by Python too. Float32 tensors alone.
/// </summary>
internal sealed record Safetensors(IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, StoredTensor> Tensors)
{
    private const int LargestHeader = 100_000_000; // the limit of the reference implementation
    private static readonly JsonDocumentOptions Unique = new() { AllowDuplicateProperties = false };

    /// <summary>Writes all tensors in the order of their names.</summary>
    public void Write(Stream stream)
    {
        var header = new JsonObject { ["__metadata__"] = JsonSerializer.SerializeToNode(Metadata) };
        var offset = 0L;
        foreach (var (name, tensor) in Ordered())
        {
            var size = tensor.Values.LongLength * sizeof(float);
            header[name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. tensor.Shape.Select(length => JsonValue.Create(length))]),
                ["data_offsets"] = new JsonArray(offset, offset + size),
            };
            offset += size;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        stream.Write(length);
        stream.Write(json);
        foreach (var (_, tensor) in Ordered())
            stream.Write(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
    }

    /// <summary>Computes a checksum over names, shapes and numbers of all tensors and over the metadata but one.</summary>
    /// <param name="without">The entry of the metadata that holds the checksum.</param>
    /// <returns>SHA-256, 64 hexadecimal digits.</returns>
    public string ChecksumWithout(string without)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, value) in Metadata.Where(pair => pair.Key != without).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Add($"{key.Length} {key} {value.Length} {value}\n");
        foreach (var (name, tensor) in Ordered())
        {
            Add($"{name.Length} {name} {string.Join(' ', tensor.Shape)}\n");
            hash.AppendData(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());

        void Add(FormattableString text) => hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant(text)));
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is cut off, no safetensors file, or holds another type than float32.</exception>
    public static Safetensors Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(ulong) || BinaryPrimitives.ReadUInt64LittleEndian(bytes) is var length
            && (length > LargestHeader || length > (ulong)(bytes.Length - sizeof(ulong))))
        {
            throw new FormatException("the header is cut off");
        }

        var headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var data = bytes[(sizeof(ulong) + headerLength)..];
        var metadata = new Dictionary<string, string>();
        var tensors = new Dictionary<string, StoredTensor>();
        try
        {
            foreach (var (name, value) in JsonNode.Parse(bytes.Slice(sizeof(ulong), headerLength), documentOptions: Unique)!.AsObject())
            {
                if (name == "__metadata__")
                    metadata = ToMetadata(value);
                else
                    tensors.Add(name, ReadTensor(name, value!.AsObject(), data));
            }
        }
        catch (Exception exception) when (
            exception is JsonException or InvalidOperationException or NullReferenceException or ArgumentException or OverflowException)
        {
            throw new FormatException("the header is broken", exception);
        }

        return new Safetensors(metadata, tensors);
    }

    /// <summary>Reads the metadata alone.</summary>
    /// <exception cref="FormatException">The header is cut off, or of no safetensors file.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(Stream stream)
    {
        var prefix = new byte[sizeof(ulong)];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length
            || BinaryPrimitives.ReadUInt64LittleEndian(prefix) is var length
                && length > (ulong)Math.Min(LargestHeader, stream.Length - prefix.Length))
        {
            throw new FormatException("the header is cut off");
        }

        var header = new byte[length];
        stream.ReadExactly(header);
        try
        {
            return JsonNode.Parse(header, documentOptions: Unique)?["__metadata__"] is { } metadata ? ToMetadata(metadata) : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("the header is broken", exception);
        }
    }

    private static Dictionary<string, string> ToMetadata(JsonNode? value) =>
        value.Deserialize<Dictionary<string, string>>() is { } metadata && metadata.Values.All(text => text is not null)
            ? metadata
            : throw new FormatException("the metadata hold a null");

    private static StoredTensor ReadTensor(string name, JsonObject entry, ReadOnlySpan<byte> data)
    {
        var shape = entry["shape"].Deserialize<long[]>()!;
        var offsets = entry["data_offsets"].Deserialize<long[]>()!;
        var size = shape.All(length => length >= 0)
            ? shape.Aggregate((long)sizeof(float), (product, length) => checked(product * length))
            : -1;
        if ((string?)entry["dtype"] != "F32" || offsets is not [var from, var to] || from < 0 || to < from || to > data.Length
            || to - from != size)
        {
            throw new FormatException($"the tensor '{name}' is cut off or not float32");
        }

        return new StoredTensor(shape, MemoryMarshal.Cast<byte, float>(data[(int)from..(int)to]).ToArray());
    }

    private IEnumerable<KeyValuePair<string, StoredTensor>> Ordered() => Tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal);
}
