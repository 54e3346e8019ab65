using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipeline.Data;

namespace MlPipeline.Scoring.Batches;

/// <summary>How far a run has come.</summary>
/// <param name="Input">What was read.</param>
/// <param name="Output">What was written of it.</param>
/// <param name="Errors">What was written of the bad rows; null where nobody asked.</param>
/// <param name="Counts">What was done.</param>
/// <param name="IsComplete">Whether nothing is left but to give the files their names.</param>
internal sealed record Checkpoint(TablePosition Input, FilePosition Output, FilePosition? Errors, BatchCounts Counts, bool IsComplete);

/// <summary>
/// Remembers beside the output how far a run has come: a line that says what is run, then a line a checkpoint. A line that was cut
/// off counts for nothing.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const string Suffix = ".journal";
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly string _path;
    private readonly FileStream _stream;

    private Journal(string path, FileStream stream) => (_path, _stream) = (path, stream);

    /// <summary>Gets the name of the journal of a file.</summary>
    public static string PathOf(string output) => output + Suffix;

    /// <summary>Begins a journal; what it told before is gone.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="identity">What is run.</param>
    /// <exception cref="OutputFileException">The disk is full, another process writes it, or the like.</exception>
    public static Journal Create(string path, JsonObject identity)
    {
        var journal = new Journal(path, DiskGuard.Run(path, () => ExclusiveFile.Create(path, Options())));
        journal.WriteLine(identity.ToJsonString());
        return journal;
    }

    /// <summary>Goes on with a journal.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="identity">What is run.</param>
    /// <param name="last">Where the run stood; null where it had not come anywhere.</param>
    /// <returns>The journal; null where there is none that tells what was run.</returns>
    /// <exception cref="DataFileException">It tells of another run.</exception>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static Journal? Resume(string path, JsonObject identity, out Checkpoint? last)
    {
        last = null;
        if (!File.Exists(path))
            return null;

        var stream = DiskGuard.Run(path, () => ExclusiveFile.Continue(path, Options()));
        try
        {
            var lines = ReadLines(stream);
            if (lines.Count == 0 || TryParse<JsonObject>(lines[0].Text) is not { } earlier)
            {
                stream.Dispose();
                return null;
            }

            Identity.Check(path, earlier, identity, "the unfinished run");
            stream.Position = lines[0].End;
            foreach (var (text, end) in lines.Skip(1))
            {
                if (TryParse<Checkpoint>(text) is not { } checkpoint)
                    break;
                (last, stream.Position) = (checkpoint, end);
            }

            stream.SetLength(stream.Position);
            return new Journal(path, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Adds a checkpoint.</summary>
    /// <inheritdoc cref="Create" path="/exception"/>
    public void Write(Checkpoint checkpoint) => WriteLine(JsonSerializer.Serialize(checkpoint, Json));

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

    private static FileStreamOptions Options() => new() { Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };

    // Whole lines and the position behind each.
    private static List<(string Text, long End)> ReadLines(FileStream stream)
    {
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var (lines, start) = (new List<(string, long)>(), 0);
        while (bytes.AsSpan(start).IndexOf((byte)'\n') is var length and >= 0)
        {
            lines.Add((System.Text.Encoding.UTF8.GetString(bytes, start, length), start + length + 1));
            start += length + 1;
        }

        return lines;
    }

    private static T? TryParse<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json);
        }
        catch (JsonException)
        {
            return null; // cut off
        }
    }

    private void WriteLine(string text) => DiskGuard.Run(_path, () =>
    {
        _stream.Write(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
        _stream.Flush(flushToDisk: true);
        return true;
    });
}
