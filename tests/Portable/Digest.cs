using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MlPipeline.Portable;

/// <summary>Hashes results: texts as UTF-8, numbers as their bits.</summary>
internal static class Digest
{
    /// <summary>Computes the SHA-256, in hex, of values of the types string, int, long, float, double, float[] and null.</summary>
    public static string Of(IEnumerable<object?> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var value in values)
            hash.AppendData(BytesOf(value));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] BytesOf(object? value)
    {
        switch (value)
        {
            case null:
                return [0];
            case string text:
                return [.. Encoding.UTF8.GetBytes(text), (byte)'\n'];
            case int number:
                return BytesOf((long)number);
            case float number:
                return BytesOf((long)BitConverter.SingleToInt32Bits(number));
            case double number:
                return BytesOf(BitConverter.DoubleToInt64Bits(number));
            case float[] numbers when BitConverter.IsLittleEndian:
                return MemoryMarshal.AsBytes<float>(numbers).ToArray();
            case long number:
                var bytes = new byte[sizeof(long)];
                BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
                return bytes;
            default:
                throw new ArgumentException($"Values of {value.GetType()} can't be hashed.", nameof(value));
        }
    }
}
