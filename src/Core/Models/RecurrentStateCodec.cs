using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MlPipeline.Models;

/// <summary>
/// The format of a saved state, little-endian: "MLPS", int32 version; int32 layers, batch, width and kinds of state (2 with
/// a cell state, else 1); the manifest's fingerprint [32]; SHA-256 of all that [32]; hidden state float32 [L, B, H], cell
/// state likewise where there is one; SHA-256 of the two [32].
/// </summary>
/// <remarks>The head has a checksum of its own, so that its sizes can be trusted before anything is read by them.</remarks>
internal static class RecurrentStateCodec
{
    private const int Version = 1;
    private const int SizesAt = 8;
    private const int FingerprintAt = 24;
    private const int HeadLength = FingerprintAt + SHA256.HashSizeInBytes;
    private const int Piece = 1 << 20;
    private const string Remedy = "Copy it again, or read the text again and save again.";

    private static ReadOnlySpan<byte> Magic => "MLPS"u8;

    /// <summary>Writes a state.</summary>
    public static void Write(Stream stream, RecurrentState state)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[Magic.Length..], Version);
        int[] sizes = [state.Layers, state.Batch, state.Width, state.Cell is null ? 1 : 2];
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(head[(SizesAt + i * sizeof(int))..], sizes[i]);
        state.Manifest.Fingerprint().CopyTo(head[FingerprintAt..]);

        float[] numbers = [.. state.Hidden, .. state.Cell ?? []];
        var body = new byte[numbers.Length * sizeof(float)];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(body.AsSpan(i * sizeof(float)), numbers[i]);

        stream.Write(head);
        stream.Write(SHA256.HashData(head));
        stream.Write(body);
        stream.Write(SHA256.HashData(body));
    }

    /// <summary>Reads a state of a model, and nothing after it.</summary>
    /// <exception cref="StateFileException">The bytes are no state of this model, cut off, damaged or of a newer version.</exception>
    public static RecurrentState Read(Stream stream, ModelManifest manifest)
    {
        var batch = ReadBatch(stream, manifest);
        var numbers = (Int128)manifest.Layers * batch * manifest.Hidden * manifest.StateNames.Count;
        if (numbers * sizeof(float) > Array.MaxLength)
            throw new StateFileException($"says that it holds {batch:N0} sequences, more than fit. {Remedy}");

        // The bytes first, a piece at a time: a head that promises more than there is takes no memory.
        var body = Read(stream, (int)numbers * sizeof(float));
        CheckSum(stream, body);
        var state = new RecurrentState(manifest, batch);
        for (var i = 0; i < numbers; i++)
        {
            var target = i < state.Hidden.Length ? state.Hidden : state.Cell!;
            target[i % target.Length] = BinaryPrimitives.ReadSingleLittleEndian(body.AsSpan(i * sizeof(float)));
        }

        return state;
    }

    private static int ReadBatch(Stream stream, ModelManifest manifest)
    {
        // The version decides how long the head is, so it comes before the rest.
        var start = Read(stream, SizesAt);
        if (!start.AsSpan().StartsWith(Magic))
            throw new StateFileException("is none: it doesn't begin with 'MLPS'. Take a file that RecurrentState.Save wrote.");
        if (BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(Magic.Length)) is not Version and var version)
            throw new StateFileException($"has version {version}, and this version reads {Version}. Update MlPipeline, or save it again.");

        byte[] head = [.. start, .. Read(stream, HeadLength - SizesAt)];
        CheckSum(stream, head);
        if (!head.AsSpan(FingerprintAt).SequenceEqual(manifest.Fingerprint()))
            throw new StateFileException("belongs to another model. Load it with its own, or read the text again with this one.");

        var (layers, batch, width, kinds) = (Size(0), Size(1), Size(2), Size(3));
        return (layers, width, kinds) == (manifest.Layers, manifest.Hidden, manifest.StateNames.Count) && batch >= 1
            ? batch
            : throw new StateFileException(
                $"has sizes that no state of this model has: {layers} layers, {batch} sequences, width {width}, {kinds} kinds. {Remedy}");

        int Size(int index) => BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(SizesAt + index * sizeof(int)));
    }

    private static void CheckSum(Stream stream, byte[] bytes)
    {
        if (!Read(stream, SHA256.HashSizeInBytes).SequenceEqual(SHA256.HashData(bytes)))
            throw new StateFileException($"is damaged: its checksum doesn't fit. {Remedy}");
    }

    private static byte[] Read(Stream stream, int length)
    {
        var bytes = new byte[Math.Min(length, Piece)];
        for (var found = 0; found < length;)
        {
            if (found == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(2L * bytes.Length, length));
            found += stream.Read(bytes, found, bytes.Length - found) is var count and > 0
                ? count
                : throw new StateFileException($"is cut off (bytes missing: at least {length - found:N0}). {Remedy}");
        }

        return bytes;
    }
}
