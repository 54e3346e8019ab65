using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Evaluation.Memorisation;
using MlPipeline.Files;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>plant</c>: canaries among training names, so that <c>evaluate --canaries</c> can tell what a model remembers.</summary>
internal static class PlantVerb
{
    private const int MostCanaries = 100_000;
    private const int LongestPattern = 1_000;

    private static readonly Argument<string> Input = new("TRAIN.csv") { Description = "CSV file of the training names." };
    private static readonly Option<string> Column = new("--column")
    {
        Description = "Column of the names.",
        DefaultValueFactory = _ => "name",
    };
    private static readonly DialectArguments Dialect = new();
    private static readonly Option<string[]> Patterns = new("--pattern")
    {
        Description = "Template with '?' for each random letter, such as 'ž???vas' (repeatable); templates are used in turn.",
        Required = true,
    };
    private static readonly Option<int> Count = new("--count", "-n")
    {
        Description = "Number of canaries, up to 100,000.",
        DefaultValueFactory = _ => 10,
    };
    private static readonly Option<long> Seed = new("--seed") { Description = "Random seed.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Canaries = new("--canaries")
    {
        Description = "CSV file to write for 'evaluate --canaries': name, pattern.",
        HelpName = "file",
        DefaultValueFactory = _ => "canaries.csv",
    };
    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "CSV file to write: the training names with the canaries, for 'train --data'.",
        HelpName = "file",
        Required = true,
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command(
            "plant", "Insert random canary names into training names, to measure what a model memorises.") { Input, Column, Patterns, Count,
            Seed, Canaries, Output };
        Dialect.AddTo(verb);
        verb.SetAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.GetRequiredValue(Input), Dialect.Of(parsed, parsed.GetRequiredValue(Input)), Dialect.ColumnOf(parsed, Column),
            parsed.GetRequiredValue(Patterns), parsed.GetValue(Count), parsed.GetValue(Seed),
            parsed.GetRequiredValue(Canaries), parsed.GetRequiredValue(Output), parsed.InvocationConfiguration.Error, cancellation)));
        return verb;
    }

    /// <summary>Draws the canaries and writes both files, or none.</summary>
    /// <remarks>
    /// The training names keep the input's delimiter, unless the ending of the output says tabs; canaries have a header in any case.
    /// </remarks>
    public static int Run(
        string input, CsvDialect dialect, string column, IReadOnlyList<string> patterns, int count, long seed, string canariesPath,
        string output, TextWriter error,
        CancellationToken cancellation = default)
    {
        var (planted, canaryDialect) = (
            FollowEnding(dialect, output, "--output"), FollowEnding(dialect, canariesPath, "--canaries") with { HasHeader = true });
        if (count is < 1 or > MostCanaries)
            throw new UsageException($"--count is a whole number from 1 to {MostCanaries:N0}, and not {count}.");

        if (patterns.FirstOrDefault(pattern => pattern.Length > LongestPattern) is { } longest)
        {
            throw new UsageException(
                $"--pattern has at most {LongestPattern:N0} characters, and {MessageText.Quote(longest)} has {longest.Length:N0}.");
        }

        new PathRoles().Read("TRAIN.csv", input).Write("--output", output).Write("--canaries", canariesPath).Check();
        WholeFile.Probe(output);
        WholeFile.Probe(canariesPath);
        var canaries = UsageException.Guard(
            () => CanaryDraw.Draw(
                patterns, count, NameCsv.Read(input, new NameCsvOptions { Dialect = dialect, Column = column })
                    .TakeWhile(_ => GoesOn(cancellation)), seed, cancellation));
        using var table = CsvTable.Open(input, dialect);
        var place = table.IndexOf(column);
        var rows = table.Rows().TakeWhile(_ => GoesOn(cancellation)).Select(row => row.Fields)
            .Concat(canaries.Select(canary => table.Header.Select((_, i) => i == place ? canary.Name : "").ToArray()));
        WholeFiles.Write(
        [
            (output, ToCsv(table.Header, rows, planted)),
            (canariesPath,
                ToCsv([CanaryFile.NameColumnOf(column, dialect), CanaryFile.PatternColumn],
                    canaries.Select(canary => new[] { canary.Name, canary.Pattern }), canaryDialect)),
        ]);
        var how = DialectArguments.Show(planted, output) +
            (column == (dialect.HasHeader ? "name" : "1") ? "" : $" --column {ShellText.Show(column)}");
        var (train, list) = (ShellText.Show(output), ShellText.Show(canariesPath));
        error.WriteLine(
            $"{canaries.Count:N0} canaries planted: train with --data {train}{how}, then evaluate with --train {train} --canaries " +
                $"{list}{how}.");
        return ExitCode.Done;
    }

    private static bool GoesOn(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return true;
    }

    // The files of one verb are read by the same options of another.
    private static CsvDialect FollowEnding(CsvDialect dialect, string path, string option) =>
        FileEnding.DialectOf(path, option) is { Delimiter: "\t" } tabs ? tabs with { HasHeader = dialect.HasHeader } : dialect;

    private static byte[] ToCsv(IReadOnlyList<string> header, IEnumerable<string[]> rows, CsvDialect dialect)
    {
        using var content = new MemoryStream();
        CsvTableWriter.Write(content, header, rows, dialect);
        return content.ToArray();
    }
}
