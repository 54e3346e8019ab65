using CsvHelper;
using MlPipeline.Data;

namespace MlPipeline.Files;

/// <summary>Writes CSV files.</summary>
internal static class CsvTableWriter
{
    /// <summary>Writes a table, its lines ending with a line feed.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">Fields of each row, as many as columns.</param>
    /// <param name="dialect">How it is written; null for commas. Without a header only the rows are written.</param>
    public static void Write(Stream stream, IEnumerable<string> header, IEnumerable<string[]> rows, CsvDialect? dialect = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(rows);
        dialect ??= new CsvDialect();
        if (dialect.Delimiter is not [var delimiter and < '\u0080'])
        {
            WriteLines(stream, dialect.HasHeader ? rows.Prepend([.. header]) : rows, dialect.Delimiter);
            return;
        }

        using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default with { Separator = delimiter, NewLine = "\n" }, leaveOpen: true);
        if (dialect.HasHeader)
            csv.WriteHeader([.. header]);
        foreach (var row in rows)
            csv.WriteRecord(row);
    }

    // The package separates by one byte only.
    private static void WriteLines(Stream stream, IEnumerable<string[]> rows, string delimiter)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        foreach (var row in rows)
        {
            var fields = row.Select(field => RecordFields.Quoted(field, delimiter, mustQuote: row.Length == 1 && field.Length == 0));
            writer.Write(string.Join(delimiter, fields) + "\n");
        }
    }
}
