using MlPipeline.Common;
using MlPipeline.Data;

namespace MlPipeline.Batch.Tables;

/// <summary>Opens tables for runs that can be resumed: a disk or a network that fails may work later.</summary>
internal static class TableFile
{
    /// <summary>Opens a file.</summary>
    /// <exception cref="DataFileException">There is no such file, or it has no header.</exception>
    public static TableReader Open(string path, CsvDialect dialect) => TableReader.Open(path, dialect, Failure);

    /// <summary>Reads from a stream, which is closed with the reader.</summary>
    /// <exception cref="DataFileException">The stream has no header.</exception>
    public static TableReader Read(Stream stream, string source, CsvDialect dialect) => TableReader.Read(stream, source, dialect, Failure);

    // What was done so far is kept.
    private static TemporaryFailureException Failure(string source, IOException exception) =>
        new($"{source}: reading the file failed: {exception.Message}. Repeat the command later; a run that writes a file can be resumed.",
            exception)
        {
            Settings = ["Resume"],
        };
}
