using MlPipeline.Batch.Tables;
using MlPipeline.Data;

namespace MlPipeline.Batch.Batches;

/// <summary>A shard's rows in the file.</summary>
/// <param name="First">Index of its first row of data.</param>
/// <param name="End">Index of the row behind its last.</param>
/// <param name="Offset">First byte of the first row.</param>
/// <param name="Line">The line that the first row begins in, counted from 1.</param>
/// <param name="EndOffset">First byte after the last row.</param>
/// <param name="InputRows">Rows of data of the whole table, blank ones among them.</param>
/// <param name="InputBytes">Length of the file.</param>
/// <param name="InputSha256">SHA-256 of the file, in hexadecimal.</param>
internal sealed record ShardRows(
    long First, long End, long Offset, long Line, long EndOffset, long InputRows, long InputBytes, string InputSha256)
{
    /// <summary>Finds them: with the index beside the file, or by a scan of all of it.</summary>
    /// <exception cref="DataFileException">The file can't be read, or has changed since it was indexed.</exception>
    public static ShardRows Find(string path, CsvDialect dialect, Shard shard, BatchProgress progress, CancellationToken cancellation)
    {
        var found = RowIndexFile.Find(path, dialect);
        if (found is null)
        {
            progress.Tell(
                $"There is no '{path}{RowIndexFile.Suffix}', so the whole file is scanned for its rows. 'index' does that once for all " +
                    $"shards.");
        }

        var index = found ?? RowIndexBuilder.Scan(path, dialect, cancellation);
        var headers = dialect.HasHeader ? 1 : 0;
        var rows = index.Records - headers;
        var (first, end) = shard.RowsOf(rows);
        if (found is not null)
        {
            index.Verify(path, 0, 1);
            index.Verify(path, first + headers, end - first);
        }

        var start = index.PlaceOf(path, first + headers);
        return new ShardRows(
            first, end, start.Offset, start.Line, index.PlaceOf(path, end + headers).Offset, rows, index.Bytes, index.Sha256);
    }
}
