using System.Text.Json.Nodes;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Batch.Batches;

/// <summary>
/// Files that appear when they are whole. Until then they grow under other names beside a journal, so that a run which was
/// killed at any moment can be continued.
/// </summary>
internal sealed class FileTarget : BatchTarget
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly BatchFiles _files;
    private readonly Journal _journal;
    private readonly OutputFile? _output;                                // null where all was written before
    private readonly OutputFile? _errors;
    private readonly TimeProvider _time;
    private Checkpoint? _last;
    private long _remembered;

    private FileTarget(BatchFiles files, Journal journal, Checkpoint? last, TimeProvider time)
    {
        (_files, _journal, _last, _time, _remembered) = (files, journal, last, time, time.GetTimestamp());
        if (last is not null && (last.Errors is null) != (files.Errors is null))
        {
            throw new DataFileException(
                Journal.PathOf(files.Output), null,
                "the interrupted run writes its bad rows to another place than this one. Start again without resuming.")
            {
                Settings = ["Resume", "Errors"],
            };
        }

        if (last is { IsComplete: true })
        {
            files.Check(last);
            return;
        }

        _output = last is null ? OutputFile.Create(files.Output) : OutputFile.Resume(files.Output, last.Output);
        if (files.Errors is { } errors)
            _errors = last is null ? OutputFile.Create(errors) : OutputFile.Resume(errors, last.Errors!);
    }

    /// <inheritdoc/>
    public override Checkpoint? Last => _last;

    /// <summary>Begins files, or continues them.</summary>
    /// <param name="files">The files.</param>
    /// <param name="identity">All that decides their bytes.</param>
    /// <param name="isResumed">Whether a run that did not end is continued, where there is one.</param>
    /// <param name="time">Says when to remember.</param>
    /// <exception cref="DataFileException">There is an unfinished run, and it is another one.</exception>
    /// <exception cref="OutputFileException">The disk is full, another process writes the same files, or similar.</exception>
    public static FileTarget Open(BatchFiles files, JsonObject identity, bool isResumed, TimeProvider time)
    {
        var path = Journal.PathOf(files.Output);
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            DiskGuard.Run(path, () => Directory.CreateDirectory(folder));
        Checkpoint? last = null;
        var journal = (isResumed ? Journal.Resume(path, identity, out last) : null) ?? Journal.Create(path, identity);
        try
        {
            return new FileTarget(files, journal, last, time);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    public override void Append(ReadOnlyMemory<byte> output, ReadOnlyMemory<byte> errors)
    {
        _output!.Append(output);
        if (!errors.IsEmpty)
            _errors?.Append(errors);
    }

    public override void Remember(TablePosition input, BatchCounts counts, bool isComplete)
    {
        if (!isComplete && _time.GetElapsedTime(_remembered) < Interval)
            return;

        _output!.Flush();
        _errors?.Flush();
        _last = new Checkpoint(input, _output.Position, _errors?.Position, counts, isComplete);
        _journal.Write(_last);
        _remembered = _time.GetTimestamp();
    }

    public override void Commit(Action? seal)
    {
        Close();
        _files.Commit();
        seal?.Invoke();
        _journal.Delete();
    }

    public override void Abandon()
    {
        Close();
        _files.Abandon();
        _journal.Delete();
    }

    public override void Dispose()
    {
        Close();
        _journal.Dispose();
    }

    private void Close()
    {
        _output?.Dispose();
        _errors?.Dispose();
    }
}
