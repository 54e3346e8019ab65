using System.Security.Cryptography;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Batch.Batches;

/// <summary>Puts the files of shards after each other: the bytes that one process would have written.</summary>
internal static class ShardMerge
{
    private const int BufferSize = 1 << 20;
    private const int LongestHeader = 64 << 20;
    private const string Suffix = ".merge";                              // not that of a run, which may be continued

    /// <summary>Writes the merged file.</summary>
    /// <param name="files">The shards' files, in order.</param>
    /// <param name="manifests">What their manifests say of them.</param>
    /// <param name="path">The goal.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DataFileException">A file is not what its manifest says; nothing is written then.</exception>
    /// <exception cref="OutputFileException">The goal can't be written.</exception>
    public static void Write(IEnumerable<string> files, IEnumerable<ShardFile> manifests, string path, CancellationToken cancellation) =>
        WholeFile.Write(path, output => Copy(files, manifests, output, cancellation), TemporaryOf(path));

    /// <summary>Gets the name of the merged file until it is whole.</summary>
    public static string TemporaryOf(string path) => path + Suffix;

    private static void Copy(IEnumerable<string> files, IEnumerable<ShardFile> manifests, Stream output, CancellationToken cancellation)
    {
        var (buffer, header) = (new byte[BufferSize], Array.Empty<byte>());
        foreach (var (i, (file, expected)) in files.Zip(manifests).Index())
        {
            using var input = DataFile.Open(file);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            if (input.Length != expected.Bytes)
                throw Changed(file);
            if (HeaderOf(input, expected, file) is var own && i == 0)
            {
                header = own;
            }
            else if (!own.AsSpan().SequenceEqual(header))
            {
                throw new DataFileException(
                    file, null,
                    "it doesn't begin with the header of the first shard. Delete it and its manifest, and run the shard again.");
            }

            var skip = i == 0 ? 0 : expected.HeaderBytes;
            while (Read(input, buffer, file) is var count and > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, count);
                var skipped = (int)Math.Min(skip, count);
                output.Write(buffer, skipped, count - skipped);
                skip -= skipped;
            }

            if (Convert.ToHexStringLower(hash.GetCurrentHash()) != expected.Sha256)
                throw Changed(file);
        }
    }

    // What is left out of all shards but the first must be what the first has.
    private static byte[] HeaderOf(Stream input, ShardFile expected, string file)
    {
        if (expected.HeaderBytes > LongestHeader)
            throw Changed(file);

        var header = new byte[Math.Min(expected.HeaderBytes, input.Length)];
        for (var filled = 0; filled < header.Length;)
            filled += Read(input, header.AsSpan(filled), file) is var count and > 0 ? count : throw Changed(file);
        input.Position = 0;
        return header;
    }

    private static DataFileException Changed(string file) =>
        new(file, null,
            "the file is not what its manifest says: it was changed or cut off. Delete it and its manifest, and run the shard again.");

    private static int Read(Stream input, Span<byte> buffer, string file)
    {
        try
        {
            return input.Read(buffer);
        }
        catch (IOException exception)
        {
            throw new DataFileException(file, null, $"the file can't be read: {exception.Message}", exception);
        }
    }
}
