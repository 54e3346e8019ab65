using System.Buffers;
using MlPipeline.Batch.Outputs;
using MlPipeline.Data;

namespace MlPipeline.Batch.Batches;

/// <summary>Reads rows, works on them and writes what comes of it, in the order of the rows and in constant memory.</summary>
internal sealed class BatchLoop(
    TableReader table, RowParser parser, IRowWork work, RowFormat format, BadRows badRows, BatchProgress progress)
{
    private const int WriteSize = 256 << 10;

    private readonly IReadOnlyList<IReadOnlyList<string>> _blank = [[.. work.Columns.Select(_ => "")]];
    private readonly ArrayBufferWriter<byte> _output = new(WriteSize);
    private readonly ArrayBufferWriter<byte> _errors = new();

    /// <summary>Works on the rows that are left.</summary>
    /// <param name="target">Where to write, and what was done before.</param>
    /// <param name="keepsBadRows">Whether bad rows stay in the table, without results.</param>
    /// <param name="end">Index of the row to stop before; null for all.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DataFileException">The table can't be read, or a bad row can't be put up with.</exception>
    public BatchCounts Run(BatchTarget target, bool keepsBadRows, long? end, int threads, CancellationToken cancellation)
    {
        var (counts, position) = (target.Last?.Counts ?? BatchCounts.Zero, target.Last?.Input ?? table.Position);
        if (target.Last is null)
        {
            format.WriteHeader(_output);
            target.Append(_output.WrittenMemory, badRows.Header);
            _output.ResetWrittenCount();
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var windows = OrderedWindows.Run(
            table.Windows(work.WindowRows, end), threads, new WindowWork(parser, work, stop.Token).Run, stop.Token);
        using var results = windows.GetEnumerator();
        try
        {
            while (results.MoveNext())
            {
                var (window, outcomes) = results.Current;
                for (var i = 0; i < outcomes.Count; i++)
                {
                    if (outcomes[i] is { } outcome)
                        Write(window.Rows[i], outcome, counts = counts.With(outcome, window.Rows[i].LineCount), keepsBadRows, target);
                }

                Flush(target);
                position = window.Next;
                target.Remember(position, counts, isComplete: false);
                progress.Report(position, counts);
            }
        }
        catch (DataFileException)
        {
            Flush(target);                                               // the bad rows up to here are wanted
            throw;
        }
        finally
        {
            stop.Cancel();
        }

        target.Remember(position, counts, isComplete: true);
        return counts;
    }

    private void Write(in RawRow row, RowOutcome outcome, BatchCounts counts, bool keepsBadRows, BatchTarget target)
    {
        if (outcome.Problem is { } problem)
            badRows.Take(row, problem, counts, _errors);
        if (outcome.Problem is null || keepsBadRows)
            format.Write(_output, row, outcome.Problem is null ? outcome.Results : _blank);
        if (_output.WrittenCount >= WriteSize)
            Flush(target);
    }

    private void Flush(BatchTarget target)
    {
        target.Append(_output.WrittenMemory, _errors.WrittenMemory);
        _output.ResetWrittenCount();
        _errors.ResetWrittenCount();
    }
}
