using System.Buffers;
using System.Globalization;
using System.Text;
using MlPipeline.Data;
using MlPipeline.Scoring.Tables;

namespace MlPipeline.Scoring.Batches;

/// <summary>Puts bad rows where they belong: into a file, or before people's eyes.</summary>
/// <param name="table">The table.</param>
/// <param name="isKept">Whether they are written to a file.</param>
/// <param name="maxErrors">Most bad rows that are put up with; null for any number.</param>
/// <param name="progress">Tells people.</param>
internal sealed class BadRows(TableReader table, bool isKept, long? maxErrors, BatchProgress progress)
{
    /// <summary>Header of the file.</summary>
    public static ReadOnlyMemory<byte> Header { get; } = "row,field,reason\n"u8.ToArray();

    /// <summary>Takes a bad row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="counts">What was done, this row included.</param>
    /// <param name="file">Gets the row for the file.</param>
    /// <exception cref="DataFileException">It can't be put up with.</exception>
    public void Take(in RawRow row, RowProblem problem, BatchCounts counts, IBufferWriter<byte> file)
    {
        var number = table.NumberOf(row.Index);
        if (isKept)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{number},{RecordFields.Quoted(problem.Field, ",")},{RecordFields.Quoted(problem.Reason, ",")}\n");
            Encoding.UTF8.GetBytes(text, file);
            if (problem.HidesRows)
                progress.Warn(table.Source, number, problem);
        }
        else if (problem.IsBroken)
        {
            throw new DataFileException(table.Source, number, $"{problem.Reason} With --errors FILE such rows are listed there, and the rest goes on.");
        }
        else
        {
            progress.Warn(table.Source, number, problem);
        }

        if (counts.Errors > maxErrors)
        {
            throw new DataFileException(table.Source, number,
                $"{problem.Reason} That is bad row number {counts.Errors:N0}, and --max-errors allows {maxErrors:N0}.");
        }
    }
}
