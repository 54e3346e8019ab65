using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MlPipeline.Text;

namespace MlPipeline.Models;

/// <summary>
/// Vouches for the bytes of a model file: that its weights are finite numbers, and that nothing in it changed since it was written.
/// </summary>
/// <remarks>
/// The checksum is SHA-256, in lower-case hex, of the whole file but for the one property that holds it
/// (<see cref="OnnxHeader.ChecksumKey"/>, with its tag and length). It comes first of the properties. Files without it are from before.
/// </remarks>
internal static class ModelChecksum
{
    private const int BufferLength = 1 << 16;
    private const int MostDifferences = 3;

    /// <summary>Checks the weights and, where the file has one, its checksum.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="header">What was read of it.</param>
    /// <exception cref="FormatException">A weight is not finite, or the bytes are not those that were written.</exception>
    public static void Check(Stream stream, OnnxHeader header)
    {
        foreach (var tensor in header.Tensors.Where(tensor => tensor.Type == OnnxElementType.Float))
        {
            if (Scan(stream, tensor.Data, bytes => FiniteNumbers.FindOther(MemoryMarshal.Cast<byte, float>(bytes))) is { } found)
            {
                throw new FormatException(
                    $"the weights hold {FiniteNumbers.NameOf(found)} in initializer {MessageText.Quote(tensor.Name)}. Copy or export it " +
                        $"again");
            }
        }

        if (header.Checksum is not { } place)
        {
            if (header.Properties.Keys.FirstOrDefault(IsDamagedKey) is { } damaged)
            {
                throw new FormatException(
                    $"it is damaged: its metadata holds the key {MessageText.Quote(damaged)} in place of {OnnxHeader.ChecksumKey}. Copy " +
                        $"or export it again");
            }

            return;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in new[] { (0, place.Start), (place.End, stream.Length) })
        {
            Scan(stream, part, bytes =>
            {
                hash.AppendData(bytes);
                return null;
            });
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != header.Properties[OnnxHeader.ChecksumKey])
            throw new FormatException("it is damaged: its bytes are not those that its checksum was made of. Copy or export it again");
    }

    // Or a flipped bit in the key would switch the checksum off.
    private static bool IsDamagedKey(string key) =>
        key.Length == OnnxHeader.ChecksumKey.Length
            && key.Zip(OnnxHeader.ChecksumKey).Count(pair => pair.First != pair.Second) <= MostDifferences;

    private delegate float? Look(ReadOnlySpan<byte> bytes);

    private static float? Scan(Stream stream, (long Start, long End) part, Look look)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            stream.Position = part.Start;
            while (stream.Position < part.End)
            {
                var bytes = buffer.AsSpan(0, (int)Math.Min(BufferLength, part.End - stream.Position));
                stream.ReadExactly(bytes);
                if (look(bytes) is { } found)
                    return found;
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
