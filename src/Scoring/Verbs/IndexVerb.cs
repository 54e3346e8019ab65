using System.CommandLine;
using System.Globalization;
using MlPipeline.Batch.Tables;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>index</c>: where the rows of a CSV file begin, for shards to share.</summary>
internal static class IndexVerb
{
    private static readonly Argument<string> Input = new("INPUT.csv") { Description = "CSV file, UTF-8." };
    private static readonly DialectArguments Dialect = new();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command(
            "index", $"Index the rows of a CSV file as INPUT.csv{RowIndexFile.Suffix}, so that each shard reads only its own rows.") { Input };
        Dialect.AddTo(verb);
        verb.SetAction((parsed, cancellation) => Task.FromResult(
            Run(parsed.GetRequiredValue(Input), Dialect.Of(parsed, parsed.GetRequiredValue(Input)), TimeProvider.System,
                parsed.InvocationConfiguration.Error, cancellation)));
        return verb;
    }

    /// <summary>Scans the file and writes the index beside it.</summary>
    public static int Run(string path, CsvDialect dialect, TimeProvider time, TextWriter error, CancellationToken cancellation)
    {
        new PathRoles().Read("INPUT.csv", path).WriteBeside("the index", "INPUT.csv", path + RowIndexFile.Suffix)
            .WriteBeside("the part file of the index", "INPUT.csv", RowIndexFile.TemporaryOf(path + RowIndexFile.Suffix)).Check();
        using (TableFile.Open(path, dialect))
        {
            // What can't be read as a table isn't indexed either.
        }

        WholeFile.Probe(path + RowIndexFile.Suffix);
        var start = time.GetTimestamp();
        var index = RowIndexBuilder.Scan(path, dialect, cancellation);
        var seconds = time.GetElapsedTime(start).TotalSeconds;
        RowIndexFile.Write(path + RowIndexFile.Suffix, index);
        error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{index.Records - (dialect.HasHeader ? 1 : 0):N0} rows in {index.Bytes:N0} bytes, {seconds:F2} s " +
                $"({(seconds > 0 ? index.Bytes / seconds / 1e9 : 0):F2} GB/s): {path}{RowIndexFile.Suffix}"));
        return ExitCode.Done;
    }
}
