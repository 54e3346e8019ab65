using System.Security.Cryptography;
using MlPipeline.Data;

namespace MlPipeline.Corpus.Cleaning;

/// <summary>The input of a cleaning.</summary>
/// <param name="Name">The file's name without its folder, or <c>stdin</c>.</param>
/// <param name="Sha256">Of its bytes, in lower-case hex.</param>
internal sealed record CleaningSource(string Name, string Sha256)
{
    public const string StandardInput = "-";

    /// <summary>Opens a table together with what a data card says of it. A pipe can be read once, so it is read whole.</summary>
    /// <param name="path">The file, or a dash.</param>
    /// <param name="openStandardInput">Opens standard input, where the path is a dash.</param>
    /// <param name="dialect">How it is written; null for what its ending suggests.</param>
    /// <exception cref="DataFileException">The file can't be read or has no header.</exception>
    public static (CsvTable Table, CleaningSource Source) Open(string path, Func<Stream> openStandardInput, CsvDialect? dialect = null)
    {
        var bytes = ReadWhole(path, openStandardInput);
        var name = path == StandardInput ? "stdin" : Path.GetFileName(path);
        var table = CsvTable.Read(new MemoryStream(bytes), path == StandardInput ? name : path, dialect ?? CsvDialect.Of(path));
        return (table, new CleaningSource(name, Convert.ToHexStringLower(SHA256.HashData(bytes))));
    }

    private static byte[] ReadWhole(string path, Func<Stream> openStandardInput)
    {
        using var input = path == StandardInput ? openStandardInput() : DataFile.Open(path);
        using var content = new MemoryStream();
        try
        {
            input.CopyTo(content);
        }
        catch (IOException exception)
        {
            throw new DataFileException(path, null, $"the file can't be read: {exception.Message}", exception);
        }

        return content.ToArray();
    }
}
