using System.Text.Json;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Text;

namespace MlPipeline.Batch.Batches;

/// <summary>How progress is shown.</summary>
internal enum ProgressMode
{
    /// <summary>For people: one line that changes at a terminal, a line now and then elsewhere.</summary>
    Text,

    /// <summary>For programs: a JSON object a line.</summary>
    Json,

    /// <summary>Not at all; the summary comes nevertheless.</summary>
    None,
}

/// <summary>Tells how far a run has come and what was wrong, on standard error. Not thread-safe.</summary>
internal sealed class BatchProgress(TextWriter error, ProgressMode mode, bool isTerminal, TimeProvider time)
{
    private const int WarningsShown = 5;
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly long _start = time.GetTimestamp();
    private TablePosition? _first;
    private BatchCounts _before = BatchCounts.Zero;
    private long? _end;
    private TimeSpan _begun, _last;
    private long _warnings;
    // characters of the line that changes: more would wrap at a narrow terminal
    private int _shown;

    /// <summary>Names the options for settings, as a sentence after a space.</summary>
    public Func<IReadOnlyList<string>, string> Remedy { get; init; } = _ => "";

    /// <summary>Gets the time since the start.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Gets how long this run took, and what it did, less what an earlier one had done.</summary>
    public BatchCounts Before => _before;

    private TimeSpan Interval => TimeSpan.FromSeconds(mode == ProgressMode.Json || isTerminal ? 1 : 10);

    /// <summary>Says where the run begins.</summary>
    /// <param name="first">Where it begins.</param>
    /// <param name="end">The byte that it ends before; null where no one knows.</param>
    /// <param name="before">What an earlier run has done.</param>
    public void Begin(TablePosition first, long? end, BatchCounts before) =>
        (_first, _end, _before, _begun) = (first, end, before, Elapsed);

    /// <summary>Tells how far the run has come, if it is time to.</summary>
    public void Report(TablePosition position, BatchCounts counts)
    {
        if (mode == ProgressMode.None || Elapsed - _last < Interval)
            return;

        _last = Elapsed;
        var (rows, seconds) = (counts.Rows - _before.Rows, (_last - _begun).TotalSeconds);
        var done = (position.Offset - _first!.Offset) / (double?)(_end - _first.Offset);
        done = done is { } share && double.IsFinite(share) ? share : null;
        var left = done > 0 ? seconds * (1 - done) / done : null;
        var speed = seconds > 0 ? rows / seconds : 0;
        if (mode == ProgressMode.Json)
        {
            WriteJson(
                new
                {
                    Event = "progress",
                    counts.Rows,
                    counts.Errors,
                    RowsPerSecond = Math.Round(speed, 1),
                    Fraction = done,
                    EtaSeconds = left
                });
            return;
        }

        var line = $"{counts.Rows:N0} rows{(done is { } part ? $" ({part:P1})" : "")}, {speed:N0} rows/s, {counts.Errors:N0} errors" +
            (left is { } eta ? $", {DurationText.Of(eta)} left" : "");
        if (isTerminal)
            error.Write($"\r{line.PadRight(_shown)}");
        else
            error.WriteLine(line);
        _shown = isTerminal ? line.Length : 0;
    }

    /// <summary>Tells of a bad row; of the first ones only.</summary>
    /// <param name="source">What the table is called.</param>
    /// <param name="number">The row's number, as people count.</param>
    /// <param name="row">The row.</param>
    /// <param name="field">The column that is at fault.</param>
    /// <param name="reason">What is wrong, with the row's lines.</param>
    public void Warn(string source, long number, in RawRow row, string field, string reason)
    {
        if (++_warnings > WarningsShown)
            return;
        if (mode == ProgressMode.Json)
        {
            WriteJson(
                new { Event = "bad_row", Row = number, Field = field, Reason = reason, row.Line, LastLine = row.Line + row.LineCount - 1 });
        }
        else
        {
            Tell($"warning: {source}, row {number}: {reason}");
        }
    }

    /// <summary>Tells people something; programs get it as a note.</summary>
    /// <param name="text">The text.</param>
    /// <param name="settings">The settings that it is about, for which the program names its options.</param>
    public void Tell(string text, params IReadOnlyList<string> settings)
    {
        text += Remedy(settings);
        if (mode == ProgressMode.Json)
        {
            WriteJson(new { Event = "note", Text = text });
            return;
        }

        EndLine();
        error.WriteLine(text);
    }

    /// <summary>Sums up a run that has ended.</summary>
    /// <param name="summary">The run.</param>
    /// <param name="text">What it did, in words.</param>
    public void Finish(BatchSummary summary, string text)
    {
        if (mode == ProgressMode.Json)
        {
            WriteJson(summary);
            return;
        }

        if (_warnings > WarningsShown)
            Tell($"warning: {_warnings - WarningsShown:N0} more rows like these.");
        Tell(text);
        Tell(summary.ToString());
    }

    /// <summary>Ends the line that changes.</summary>
    public void EndLine()
    {
        if (_shown > 0)
            error.Write($"\r{new string(' ', _shown)}\r");
        _shown = 0;
    }

    private void WriteJson<T>(T value) => error.WriteLine(VisibleText.EscapeJson(JsonSerializer.Serialize(value, Json)));
}
