using MlPipeline.Data;

namespace MlPipeline.Batch.Batches;

/// <summary>
/// Works on the rows of a window: reads them, puts aside the broken ones, and does with the others what is to be done. Thread-safe.
/// </summary>
internal sealed class WindowWork(RowParser parser, IRowWork work, CancellationToken cancellation)
{
    /// <summary>Works on a window.</summary>
    public WindowResult Run(TableWindow window)
    {
        var outcomes = new RowOutcome?[window.Rows.Count];
        var (inputs, places, fields) = (new List<RowInput>(), new List<int>(), new List<Range>());
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (window.Rows[i].IsBlank)
                continue;
            if (parser.Read(window.Rows[i], fields, out var input) is { } problem)
            {
                outcomes[i] = RowOutcome.Refused(problem);
                continue;
            }

            inputs.Add(input);
            places.Add(i);
        }

        var done = work.Run(inputs, cancellation);
        for (var i = 0; i < places.Count; i++)
            outcomes[places[i]] = done[i];
        return new WindowResult(window, outcomes);
    }
}
