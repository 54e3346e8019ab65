using MlPipeline.Batch.Tables;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Batch.Outputs;

/// <summary>
/// Makes a Parquet file of a CSV file that holds results: Parquet can't be continued in the middle, nor put together of parts
/// without its row groups telling, so the rows are written as CSV first.
/// </summary>
internal static class ParquetTable
{
    /// <summary>What is added to the file's name until it is whole.</summary>
    public const string Suffix = ".tmp";

    private const int RowsAtOnce = 8192;

    /// <summary>Writes the file.</summary>
    /// <param name="csv">The CSV file: the input's columns as text, then the results.</param>
    /// <param name="path">The goal.</param>
    /// <param name="dialect">How the CSV file is written.</param>
    /// <param name="results">The columns of the results.</param>
    /// <exception cref="OutputFileException">It can't be written.</exception>
    public static void Write(string csv, string path, CsvDialect dialect, IReadOnlyList<OutputColumn> results)
    {
        using var table = TableFile.Open(csv, dialect);
        var inputs = table.Header.Columns.Count - results.Count;
        var columns = table.Header.Columns.Take(inputs).Select(name => new OutputColumn(ColumnNames.NameOf(name, dialect), ColumnKind.Text))
            .Concat(results).ToList();
        WholeFile.Write(path, stream =>
        {
            using var writer = new ParquetRowWriter(stream, columns);
            var (ranges, fields) = (new List<Range>(), new string?[columns.Count]);
            foreach (var row in table.Windows(RowsAtOnce).SelectMany(window => window.Rows))
            {
                RecordFields.Split(row.Bytes.Span, dialect.DelimiterBytes, ranges);
                for (var i = 0; i < fields.Length; i++)
                {
                    var text = RecordFields.TextOf(row.Bytes.Span[ranges[i]]);
                    fields[i] = i >= inputs && text.Length == 0 ? null : text;
                }

                writer.Write(fields);
            }

            writer.Complete();
        }, path + Suffix);
    }
}
