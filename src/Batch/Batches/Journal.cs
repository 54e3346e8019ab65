using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Batch.Batches;

/// <summary>How far a run has come.</summary>
/// <param name="Input">What was read.</param>
/// <param name="Output">What was written of it.</param>
/// <param name="Errors">What was written of the bad rows; null where no one asked.</param>
/// <param name="Counts">What was done.</param>
/// <param name="IsComplete">Whether nothing is left but to give the files their names.</param>
internal sealed record Checkpoint(TablePosition Input, FilePosition Output, FilePosition? Errors, BatchCounts Counts, bool IsComplete)
{
    /// <summary>Says whether its numbers can be those of a run.</summary>
    public bool IsPossible() =>
        Input is { Row: >= 0, Offset: >= 0 } && Counts.ArePossible(Input.Row) && Output.IsPossible() && Errors?.IsPossible() != false;
}

/// <summary>
/// Remembers beside the output how far a run has come: a line that says what is run, then a line a checkpoint, each with a checksum;
/// those of checkpoints cover the first line's too. A line that was cut off counts for nothing, and one that was changed is an error.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const string Suffix = ".journal";
    private const string Remedy = "Delete it, or run the same command without resuming: both start from the beginning.";

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly string _run;                                        // checksum of the first line

    private Journal(string path, FileStream stream, string run) => (_path, _stream, _run) = (path, stream, run);

    /// <summary>Gets the name of the journal of a file.</summary>
    public static string PathOf(string output) => output + Suffix;

    /// <summary>Begins a journal; what it told before is gone.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="identity">What is run.</param>
    /// <exception cref="OutputFileException">The disk is full, another process writes it, or similar.</exception>
    public static Journal Create(string path, JsonObject identity)
    {
        var first = CheckedRecord.Seal(identity.DeepClone().AsObject());
        var journal = new Journal(
            path, DiskGuard.Run(path, () => ExclusiveFile.Create(path, Options())), (string)first[CheckedRecord.Member]!);
        journal.WriteLine(first.ToJsonString());
        return journal;
    }

    /// <summary>Continues with a journal.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="identity">What is run.</param>
    /// <param name="last">Where the run stood; null where it had not come anywhere.</param>
    /// <returns>The journal; null where there is none that tells what was run.</returns>
    /// <exception cref="DataFileException">It tells of another run, was changed, or is of another version.</exception>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static Journal? Resume(string path, JsonObject identity, out Checkpoint? last)
    {
        last = null;
        if (!File.Exists(path))
            return null;

        var stream = DiskGuard.Run(path, () => ExclusiveFile.Continue(path, Options()));
        try
        {
            var lines = new JournalLines(path, stream);
            if (lines.Next() is not { } first)
            {
                stream.Dispose();
                return null;
            }

            var run = CheckIdentity(path, first, identity);
            while (lines.Next() is { } line)
                last = CheckpointOf(path, line, lines.Number, run);

            DiskGuard.Run(path, () =>
            {
                stream.Position = lines.End;
                stream.SetLength(lines.End);
                return true;
            });
            return new Journal(path, stream, run);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Adds a checkpoint.</summary>
    /// <inheritdoc cref="Create" path="/exception"/>
    public void Write(Checkpoint checkpoint) =>
        WriteLine(CheckedRecord.Seal(JsonSerializer.SerializeToNode(checkpoint, CheckedRecord.Strict)!.AsObject(), _run).ToJsonString());

    /// <summary>Deletes the journal.</summary>
    public void Delete()
    {
        // While it is locked, lest the journal of a run that begins now is deleted; Windows refuses that.
        if (!OperatingSystem.IsWindows())
            WholeFile.Discard(_path);
        Dispose();
        if (OperatingSystem.IsWindows())
            WholeFile.Discard(_path);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>Says that a line isn't what was written.</summary>
    internal static DataFileException Damaged(string path, long line, Exception? inner = null) =>
        new(path, null, FormattableString.Invariant(
        $"line {line:N0} of the journal of the unfinished run is damaged. {Remedy}"), inner);

    private static FileStreamOptions Options() => new() { Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };

    private static string CheckIdentity(string path, byte[] line, JsonObject identity)
    {
        var found = Parse(path, line, 1);
        var run = found[CheckedRecord.Member] as JsonValue;
        switch (CheckedRecord.Check(found))
        {
            case RecordState.Unchecked:
                throw new DataFileException(
                    path, null, $"the journal of the unfinished run is of another version of this program. {Remedy}");
            case RecordState.Damaged:
                throw Damaged(path, 1);
        }

        Identity.Check(path, found, identity, "the unfinished run");
        return run!.GetValue<string>();
    }

    private static Checkpoint CheckpointOf(string path, byte[] line, long number, string run)
    {
        var record = Parse(path, line, number);
        if (CheckedRecord.Check(record, run) != RecordState.Whole)
            throw Damaged(path, number);
        try
        {
            return CheckedRecord.Read<Checkpoint>(record) is var checkpoint && checkpoint.IsPossible()
                ? checkpoint
                : throw Damaged(path, number);
        }
        catch (JsonException exception)
        {
            throw Damaged(path, number, exception);
        }
    }

    private static JsonObject Parse(string path, byte[] line, long number)
    {
        try
        {
            return CheckedRecord.Parse(line);
        }
        catch (JsonException exception)
        {
            throw Damaged(path, number, exception);
        }
    }

    private void WriteLine(string text) => DiskGuard.Run(_path, () =>
    {
        _stream.Write(Encoding.UTF8.GetBytes(text + "\n"));
        _stream.Flush(flushToDisk: true);
        return true;
    });
}
