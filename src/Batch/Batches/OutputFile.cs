using System.Security.Cryptography;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Batch.Batches;

/// <summary>A place in a file that is being written.</summary>
/// <param name="Length">Bytes before it.</param>
/// <param name="Sha256">Of those bytes, in hexadecimal.</param>
internal sealed record FilePosition(long Length, string Sha256)
{
    /// <summary>Says whether it can be one.</summary>
    public bool IsPossible() => Length >= 0 && CheckedRecord.IsSha256(Sha256);
}

/// <summary>Writes a file under a temporary name, always the same, so that a later run can continue where this one ended.</summary>
/// <remarks>Nothing is kept back: what was written is the system's, and survives the end of this process.</remarks>
internal sealed class OutputFile : IDisposable
{
    private const string Suffix = ".part";

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _length;                                                // counted, since a pipe has no position

    private OutputFile(string path, FileStream stream) => (_path, _stream) = (path, stream);

    /// <summary>Gets where the next byte goes.</summary>
    public FilePosition Position => new(_length, Convert.ToHexStringLower(_hash.GetCurrentHash()));

    /// <summary>Gets the name under which a file is written.</summary>
    public static string PartOf(string path) => path + Suffix;

    /// <summary>Begins a file; what is no file, such as a pipe, is written straight.</summary>
    /// <exception cref="OutputFileException">Another process is writing it, the disk is full, or similar.</exception>
    public static OutputFile Create(string path) => DiskGuard.Run(path, () =>
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        return new OutputFile(
            path, WholeFile.IsDevice(path) ? WholeFile.OpenDevice(path) : ExclusiveFile.Create(PartOf(path), Options(), path));
    });

    /// <summary>Continues where an earlier run stood.</summary>
    /// <param name="path">The goal.</param>
    /// <param name="position">Where it stood; what lies behind is cut off.</param>
    /// <exception cref="DataFileException">What lies before is not what it wrote.</exception>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static OutputFile Resume(string path, FilePosition position) => DiskGuard.Run(path, () =>
    {
        var file = new OutputFile(path, ExclusiveFile.Continue(PartOf(path), Options()));
        try
        {
            file.Skip(position);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    });

    /// <summary>Says whether a file is what was written.</summary>
    /// <param name="path">The file itself, not its temporary name.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="sha256">Its SHA-256, in hexadecimal.</param>
    public static bool Is(string path, long length, string sha256) =>
        File.Exists(path) && new FileInfo(path).Length == length && FileHash.Sha256Of(path) == sha256;

    /// <summary>Checks a file that was written to its end, and may have its name by now.</summary>
    /// <param name="path">The goal.</param>
    /// <param name="position">Its end.</param>
    /// <exception cref="DataFileException">It is not what was written.</exception>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static void Check(string path, FilePosition position)
    {
        if (File.Exists(PartOf(path)))
        {
            Resume(path, position).Dispose();
        }
        else if (!Is(path, position.Length, position.Sha256))
        {
            throw new DataFileException(path, null, "the file is missing or not what the finished run wrote. Start again without resuming.")
            {
                Settings = ["Resume"],
            };
        }
    }

    /// <summary>Writes.</summary>
    /// <inheritdoc cref="Create" path="/exception"/>
    public void Append(ReadOnlyMemory<byte> bytes) => DiskGuard.Run(_path, () =>
    {
        _stream.Write(bytes.Span);
        _hash.AppendData(bytes.Span);
        _length += bytes.Length;
        return true;
    });

    /// <summary>Sees to it that all is on the disk.</summary>
    /// <inheritdoc cref="Create" path="/exception"/>
    public void Flush() => DiskGuard.Run(_path, () =>
    {
        _stream.Flush(flushToDisk: true);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
    }

    private static FileStreamOptions Options() => new() { Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };

    private void Skip(FilePosition position)
    {
        var (buffer, left) = (new byte[1 << 20], position.Length);
        while (left > 0 && _stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length)) is var count and > 0)
        {
            _hash.AppendData(buffer, 0, count);
            (left, _length) = (left - count, _length + count);
        }

        if (left > 0 || Position != position)
        {
            throw new DataFileException(
                PartOf(_path), null, "the file is not what the interrupted run wrote. Start again without resuming.")
            {
                Settings = ["Resume"],
            };
        }

        _stream.SetLength(position.Length);
    }
}
