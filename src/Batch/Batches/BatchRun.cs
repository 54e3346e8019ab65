using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;
using MlPipeline.Batch.Outputs;
using MlPipeline.Batch.Tables;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Batch.Batches;

/// <summary>
/// Carries out a request: opens the table, continues where an earlier run stopped, does the work, and leaves whole files.
/// </summary>
internal sealed class BatchRun(BatchRequest request, IRowWork work, BatchProgress progress, TimeProvider time)
{
    private IReadOnlyList<OutputColumn> _columns = [];                   // of the results, by the names that are written

    /// <summary>Does it.</summary>
    /// <param name="standardInput">Opens standard input.</param>
    /// <param name="standardOutput">Standard output.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DataFileException">The table can't be used, or too many of its rows.</exception>
    /// <exception cref="OutputFileException">The disk is full, or similar; the work can then be continued.</exception>
    public void Run(Func<Stream> standardInput, TextWriter standardOutput, CancellationToken cancellation)
    {
        using var table = request.Input == BatchRequest.Standard
            ? TableFile.Read(new PatientStream(standardInput(), cancellation), "stdin", request.Dialect)
            : TableFile.Open(request.Input, request.Dialect);
        _columns = ResultColumns.Of(table.Header, request.Dialect, work.Columns, request.ResultPrefix, request.Format);
        var parser = new RowParser(
            table.Header, request.Dialect, table.Header.IndexOf(request.Column),
            request.LabelColumn is { } labels ? table.Header.IndexOf(labels) : null, request.Label);
        var format = FormatOf(table.Header);
        var rows = request.Shard is { } shard ? ShardRows.Find(request.Input, request.Dialect, shard, progress, cancellation) : null;
        if (rows?.InputRows == 0)
            throw Empty(table);
        if (rows is not null)
            table.MoveTo(rows.First, rows.Offset, rows.Line);

        var identity = IdentityOf(table, rows);
        if (IsDoneAlready(identity))
            return;

        TellOfHeader(table.Header);

        if (!request.IsResumed && request.IsFile && File.Exists(Journal.PathOf(FileOf(request.Output))))
            progress.Tell("Discarding an unfinished run, which could be resumed instead.", "Resume");
        using var target = OpenTarget(identity, standardOutput);
        var before = target.Last?.Counts ?? BatchCounts.Zero;
        if (target.Last is { } last)
            SkipTo(last, table, rows);
        progress.Begin(table.Position, rows?.EndOffset ?? LengthOf(request.Input), before);
        try
        {
            var counts = target.Last is { IsComplete: true } ? before : Loop(table, parser, format, target, rows, cancellation);
            target.Commit(rows is null ? null : () => Seal(identity, rows, target.Last!, format));
            Finish(counts, before);
        }
        catch (Exception exception) when (
            request.IsFile && request.Input != BatchRequest.Standard
                && exception is OperationCanceledException or OutputFileException { MayPass: true })
        {
            progress.Tell("The run can be resumed from here.", "Resume");
            throw;
        }
    }

    // Its hashes say that files are what it names; this, that it names the right place in the input.
    private void SkipTo(Checkpoint last, TableReader table, ShardRows? rows)
    {
        var (first, end) = (table.Position.Row, Math.Max(rows?.EndOffset ?? LengthOf(request.Input)!.Value, table.Position.Offset));
        if (last.Input.Offset > end || (last.IsComplete && last.Input.Offset != end) || last.Counts.Rows > last.Input.Row - first)
        {
            throw new DataFileException(Journal.PathOf(FileOf(request.Output)), null, string.Create(CultureInfo.InvariantCulture,
                $"the journal is of another state of {request.Input}: it says that {last.Input.Offset:N0} bytes were read") +
                string.Create(
                    CultureInfo.InvariantCulture, $"{(last.IsComplete ? ", all there are" : "")}, and the rows end at byte {end:N0}. ") +
                "Restore the file, or start again without resuming.")
            { Settings = ["Resume"] };
        }

        table.SkipTo(last.Input);
    }

    private BatchCounts Loop(
        TableReader table, RowParser parser, RowFormat format, BatchTarget target, ShardRows? rows, CancellationToken cancellation)
    {
        var badRows = new BadRows(table, request.ErrorsDialect, request.MaxErrors, progress);
        var loop = new BatchLoop(table, parser, work, format, badRows, progress);
        try
        {
            var counts = loop.Run(target, keepsBadRows: request.Errors is null, rows?.End, request.Threads, cancellation);

            // Of a shard's rows all may be bad and those of the others not: that is for the merge to say.
            if (rows is null && counts.Rows == counts.Errors)
                throw counts.Rows == 0 ? Empty(table) : AllBad(table, counts);
            return counts;
        }
        catch (DataFileException)
        {
            target.Abandon();
            throw;
        }
        finally
        {
            progress.EndLine();
        }
    }

    private bool IsDoneAlready(JsonObject identity)
    {
        if (!request.IsResumed || request.Shard is not { } shard || File.Exists(Journal.PathOf(FileOf(request.Output))))
            return false;
        var output = FileOf(request.Output);
        if (FindManifest(output) is not { } manifest || manifest.Shard != shard.ToString() ||
            Identity.Differences(manifest.Identity, identity).Any() || !manifest.Output.IsAt(output)
                || manifest.Errors?.IsAt(FileOf(request.Errors!)) == false)
        {
            return false;
        }

        progress.Tell($"Shard {shard} is done already.");
        return true;
    }

    private static ShardManifest? FindManifest(string output)
    {
        try
        {
            return ShardManifest.Find(ShardManifest.PathOf(output));
        }
        catch (DataFileException)
        {
            return null; // damaged, so the shard is run again, as the error would ask
        }
    }

    private BatchTarget OpenTarget(JsonObject identity, TextWriter standardOutput)
    {
        var errors = request.Errors is null ? null : FileOf(request.Errors);
        if (request.IsFile)
        {
            Action<string, string>? convert = request.Format == TableFormat.Parquet && request.Shard is null
                ? (part, path) => ParquetTable.Write(part, path, request.Dialect, _columns)
                : null;
            var files = new BatchFiles(FileOf(request.Output), errors, convert);
            var own = identity.DeepClone().AsObject();
            own["shard"] = request.Shard?.ToString();
            return FileTarget.Open(files, own, request.IsResumed, time);
        }

        return new StreamTarget(
            request.Output == BatchRequest.Standard ? new TextStream(standardOutput) : OpenDevice(request.Output), errors);
    }

    private void Seal(JsonObject identity, ShardRows rows, Checkpoint last, RowFormat format)
    {
        var header = new ArrayBufferWriter<byte>();
        format.WriteHeader(header);
        var manifest = new ShardManifest(
            ShardManifest.CurrentFormat, identity, request.Shard!.ToString(), rows.First, rows.End, last.Counts,
            new ShardFile(last.Output.Length, last.Output.Sha256, header.WrittenCount),
            last.Errors is { } errors ? new ShardFile(errors.Length, errors.Sha256, BadRows.HeaderOf(request.ErrorsDialect).Length) : null);
        manifest.Write(ShardManifest.PathOf(FileOf(request.Output)));
    }

    private void Finish(BatchCounts counts, BatchCounts before)
    {
        var seconds = progress.Elapsed.TotalSeconds;
        var summary = new BatchSummary(
            counts.Rows, counts.Errors, counts.ErrorLines, counts.Results, Math.Round(seconds, 3),
            Rate(counts.Rows - before.Rows), Rate(counts.Characters - before.Characters),
            request.ModelSha256, request.Shard?.ToString(), request.Output == BatchRequest.Standard ? "stdout" : NameOf(request.Output));
        var bad = counts.Errors == 0
            ? "."
            : $"; {counts.Errors:N0} rows can't be {work.Participle}{counts.ShowLines()} and " +
                $"{(request.Errors is { } file ? $"are listed in {NameOf(file)}" : "are left blank")}.";
        progress.Finish(summary, work.Summarise(counts) + bad);

        double Rate(long count) => seconds > 0 ? Math.Round(count / seconds, 1) : 0;
    }

    private JsonObject IdentityOf(TableReader table, ShardRows? rows)
    {
        var identity = CommonIdentityOf(table, rows);
        if (!request.Dialect.HasMultilineFields)
            identity["multiline"] = false;
        if (request.ErrorsDialect is { Delimiter: not "," })
            identity["errors_delimiter"] = request.ErrorsDialect.Delimiter;
        return identity;
    }

    private JsonObject CommonIdentityOf(TableReader table, ShardRows? rows) => new()
    {
        ["program"] = typeof(BatchRun).Assembly.GetName().Version!.ToString(3),
        ["model_sha256"] = request.ModelSha256,
        ["options"] = request.Options.DeepClone(),
        ["input"] = new JsonObject
        {
            ["header_sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(table.Header.Record)),
            ["columns"] = table.Header.Columns.Count,
            ["bytes"] = rows?.InputBytes ?? LengthOf(request.Input),
            ["rows"] = rows?.InputRows,
            ["sha256"] = rows?.InputSha256,
        },
        ["format"] = request.Format.ToString().ToLowerInvariant(),
        ["delimiter"] = request.Dialect.Delimiter,
        ["header"] = request.Dialect.HasHeader,
        ["excel_safe"] = request.IsSafe,
        ["errors"] = request.Errors is not null,
        ["results"] = Identity.Of(_columns),
    };

    private RowFormat FormatOf(TableHeader header) => request.Format switch
    {
        TableFormat.Jsonl => new JsonlRowFormat(header, request.Dialect, _columns),
        TableFormat.Parquet when ColumnNames.Of(header, request.Dialect, _columns) is { } =>
            new CsvRowFormat(header, request.Dialect, _columns, isSafe: false),
        TableFormat.Tsv => new CsvRowFormat(header, request.Dialect, _columns, request.IsSafe, new CsvDialect { Delimiter = "\t" }),
        _ => new CsvRowFormat(header, request.Dialect, _columns, request.IsSafe),
    };

    private void TellOfHeader(TableHeader header)
    {
        if (request.Dialect.HasHeader && header.LineCount > 1)
        {
            progress.Tell(
                $"warning: {header.Source}: quotation marks make a header of lines 1 to {header.LineCount}. If these hold rows, close " +
                    $"the quotation mark.");
        }

        var renamed = _columns.Zip(work.Columns).Where(pair => request.ResultPrefix.Length == 0 && pair.First.Name != pair.Second.Name)
            .ToList();
        if (renamed.Count > 0)
        {
            var names = string.Join(", ", renamed.Select(pair => pair.First.Name));
            progress.Tell(
                $"{header.Source} already has columns of these names, so the results are in {names}.", nameof(request.ResultPrefix));
        }
    }

    private static FileStream OpenDevice(string path) => DiskGuard.Run(path, () => WholeFile.OpenDevice(path));

    private string NameOf(string path) => request.Shard?.FileOf(path) ?? path;

    // Of a link its target is written, beside which the parts grow. The names of shards are ours, and no link of such a name is followed.
    private string FileOf(string path) => request.Shard?.FileOf(path) ?? WholeFile.GoalOf(path);

    private static long? LengthOf(string path) => path == BatchRequest.Standard ? null : new FileInfo(path).Length;

    private DataFileException Empty(TableReader table) =>
        new(table.Source, null,
            $"column '{request.Column}' holds no {work.Plural}. Add rows{(request.Dialect.HasHeader ? " below the header" : "")}.");

    private DataFileException AllBad(TableReader table, BatchCounts counts) =>
        new(table.Source, null,
            $"none of its {counts.Rows:N0} rows can be {work.Participle}. Is '{request.Column}' the right column, and this the right model?");
}
