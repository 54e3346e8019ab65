using System.CommandLine;
using MlPipeline.Batch.Batches;
using MlPipeline.Batch.Outputs;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>merge</c>: the files of all shards as one.</summary>
internal static class MergeVerb
{
    private const int LongestWait = 366 * 24 * 60 * 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "The --output of the shards; their files are found beside it.",
        Required = true,
    };
    private static readonly Option<string?> Errors = new("--errors") { Description = "The --errors of the shards.", HelpName = "file" };
    private static readonly Option<long?> MaxErrors = new("--max-errors")
    {
        Description = "Fail with exit code 2 if there are more bad rows than this in total; a row that spans several lines counts once " +
            "for each. [default: no limit]",
        HelpName = "n",
    };
    private static readonly Option<int> Wait = new("--wait")
    {
        Description = "How long to wait for missing shards, up to 366 days, before exiting with code 75.",
        HelpName = "seconds",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command(
            "merge", "Merge the outputs of all shards, after checking that they are complete and belong to the same model, input and " +
                "options.") { Output, Errors, MaxErrors, Wait };
        verb.SetAction(async (parsed, cancellation) =>
        {
            var (output, errors) = (parsed.GetRequiredValue(Output), parsed.GetValue(Errors));
            new PathRoles().OfMerge(output, errors).Check();
            WholeFile.Probe(output);
            if (errors is not null)
                WholeFile.Probe(errors);
            var count = await AwaitShards(output, parsed.GetValue(Wait), cancellation).ConfigureAwait(false);
            new PathRoles().OfShards(output, errors, count).OfMerge(output, errors).Check();
            return Run(
                ShardSet.Read(output, count), errors, parsed.GetValue(MaxErrors), parsed.InvocationConfiguration.Error, cancellation);
        });
        return verb;
    }

    /// <summary>Merges results and bad rows.</summary>
    /// <exception cref="DataFileException">A shard is not whole, or too many rows are bad.</exception>
    public static int Run(ShardSet shards, string? errors, long? maxErrors, TextWriter error, CancellationToken cancellation)
    {
        var haveErrors = shards.Manifests[0].Errors is not null;
        if (haveErrors != errors is not null)
        {
            throw new UsageException(haveErrors
                ? "The shards list their bad rows in files: give the --errors that they were given."
                : "The shards were not given --errors, so there are no lists of bad rows to merge.");
        }

        var counts = shards.Manifests.Select(manifest => manifest.Counts).Aggregate((a, b) => a + b);
        if (errors is not null)
        {
            shards.Require(errors);
            ShardMerge.Write(shards.Files(errors), shards.Manifests.Select(manifest => manifest.Errors!), errors, cancellation);
        }

        var lines = Math.Max(counts.Errors, counts.ErrorLines);
        if (lines > maxErrors)
        {
            throw new DataFileException(
                shards.Output, null, $"{counts.Errors:N0} rows are bad{counts.ShowLines()}, and --max-errors allows {maxErrors:N0}.");
        }

        if (counts.Rows == counts.Errors)
        {
            throw new DataFileException(
                shards.Output, null, $"all of the {counts.Rows:N0} rows are bad. Is it the right column, and the right model?");
        }

        WriteOutput(shards, cancellation);
        error.WriteLine(
            $"{shards.Manifests.Count:N0} shards, {counts.Rows:N0} rows, {counts.Errors:N0} errors{counts.ShowLines()}, " +
                $"{counts.Results:N0} results: {shards.Output}");
        return ExitCode.Done;
    }

    private static void WriteOutput(ShardSet shards, CancellationToken cancellation)
    {
        var files = shards.Manifests.Select(manifest => manifest.Output);
        var identity = shards.Manifests[0].Identity;
        if ((string?)identity["format"] != "parquet")
        {
            ShardMerge.Write(shards.Outputs, files, shards.Output, cancellation);
            return;
        }

        var rows = OutputFile.PartOf(shards.Output);
        try
        {
            ShardMerge.Write(shards.Outputs, files, rows, cancellation);
            ParquetTable.Write(rows, shards.Output, Identity.DialectOf(identity), Identity.ColumnsOf(identity));
        }
        finally
        {
            WholeFile.Discard(rows);
        }
    }

    private static async Task<int> AwaitShards(string output, int seconds, CancellationToken cancellation)
    {
        if (seconds is < 0 or > LongestWait)
            throw new UsageException($"--wait is a whole number of seconds, from 0 to {LongestWait:N0}, and not {seconds}.");

        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            var isLast = waited.TotalSeconds >= seconds;
            try
            {
                var missing = ShardSet.FindMissing(output, out var count);
                if (missing.Count == 0)
                    return count;
                if (isLast)
                    throw ShardSet.Missing(output, missing);
            }
            catch (DataFileException exception) when (!isLast || seconds > 0)
            {
                if (isLast)
                    throw new TemporaryFailureException(exception.Message, exception);
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }
}
