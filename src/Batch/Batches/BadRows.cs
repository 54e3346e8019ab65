using System.Buffers;
using System.Globalization;
using System.Text;
using MlPipeline.Data;

namespace MlPipeline.Batch.Batches;

/// <summary>Puts bad rows where they belong: into a file, or before people's eyes.</summary>
/// <param name="table">The table.</param>
/// <param name="file">The dialect of the file that they are written to; null for none.</param>
/// <param name="maxErrors">Most lines of bad rows that are put up with; null for any number.</param>
/// <param name="progress">Tells people.</param>
internal sealed class BadRows(TableReader table, CsvDialect? file, long? maxErrors, BatchProgress progress)
{
    private readonly string _delimiter = (file ?? new CsvDialect()).Delimiter;
    private bool _hasAdvised;

    /// <summary>Gets the header of the file.</summary>
    public ReadOnlyMemory<byte> Header { get; } = HeaderOf(file);

    /// <summary>Gets the header of a file of bad rows.</summary>
    /// <param name="file">The file's dialect; null for commas.</param>
    public static ReadOnlyMemory<byte> HeaderOf(CsvDialect? file) =>
        Encoding.UTF8.GetBytes(string.Join((file ?? new CsvDialect()).Delimiter, "row", "field", "reason") + "\n");

    /// <summary>Takes a bad row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="counts">What was done, this row included.</param>
    /// <param name="output">Gets the row for the file.</param>
    /// <exception cref="DataFileException">It can't be put up with.</exception>
    public void Take(in RawRow row, RowProblem problem, BatchCounts counts, IBufferWriter<byte> output)
    {
        var (number, joinsLines) = (table.NumberOf(row.Index), row.LineCount > 1);
        var reason = row.Explain(number, problem.Reason);
        if (file is not null)
        {
            string[] fields = [number.ToString(CultureInfo.InvariantCulture), problem.Field, reason];
            Encoding.UTF8.GetBytes(string.Join(_delimiter, fields.Select(field => RecordFields.Quoted(field, _delimiter))) + "\n", output);
        }
        else if (problem.IsBroken)
        {
            throw new DataFileException(
                table.Source, number, $"{reason} A file for bad rows would list it, and the other rows would be processed.")
            {
                JoinsLines = joinsLines,
                Settings = ["Errors"],
            };
        }

        if (file is null || joinsLines)
            progress.Warn(table.Source, number, row, problem.Field, reason);
        if (joinsLines && !_hasAdvised)
        {
            progress.Tell($"If no field of {table.Source} contains a line break, read every line as a row.", "NoMultiline");
            _hasAdvised = true;
        }

        if (counts.ErrorLines > maxErrors)
        {
            var count = counts.ErrorLines == counts.Errors
                ? string.Create(CultureInfo.InvariantCulture, $"That is bad row number {counts.Errors:N0}")
                : string.Create(CultureInfo.InvariantCulture, $"That makes {counts.ErrorLines:N0} lines in {counts.Errors:N0} bad rows");
            throw new DataFileException(
                table.Source, number,
                string.Create(CultureInfo.InvariantCulture, $"{reason} {count}, and at most {maxErrors:N0} are allowed."))
            { Settings = ["MaxErrors"] };
        }
    }
}
