using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Corpus.Cleaning;
using MlPipeline.Corpus.Cleaning.Profile;
using MlPipeline.Data;
using MlPipeline.Files;
using MlPipeline.Text;
using MlPipeline.Training.Runs;

namespace MlPipeline.Training.Verbs;

/// <summary><c>clean</c>: from raw names to training names, and a profile of them.</summary>
internal static class CleanVerb
{
    private const string StandardOutput = "-";
    private const string DefaultGenderColumn = "gender";
    private static readonly CleaningOptions Defaults = new();

    private static readonly Argument<string> Input = new("INPUT")
    {
        Description = "CSV file of raw names, UTF-8 with a header; '-' is standard input.",
    };
    private static readonly DialectArguments Dialect = new();
    private static readonly Option<string> Column = new("--column")
    {
        Description = "Column of the names.",
        DefaultValueFactory = _ => "name",
    };
    private static readonly Option<string?> Label = new("--label-column")
    {
        Description = "Column of the labels, which keeps its name. [default: gender, where there is one]",
        HelpName = "column",
    };
    private static readonly Option<string?> Language = new("--language")
    {
        Description = "Language of the names: lt applies the Lithuanian rules; tr, az, nl, uz and others affect --case; none. [default: " +
            "lt for the output of fetch, the recorded language for cleaned names, else none]",
    };
    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "CSV file to write, with a data card (.card.md) and its rules (.rules.json) beside it; '-' is standard output.",
        DefaultValueFactory = _ => StandardOutput,
    };
    private static readonly Option<string?> Report = new("--report")
    {
        Description = "HTML report to write: a profile of the names and the effect of each rule.",
    };
    private static readonly Option<NameCase> Case = new("--case")
    {
        Description = "Letter case of the cleaned names.",
        DefaultValueFactory = _ => Defaults.Case,
    };
    private static readonly Option<bool> FoldNasals = new("--fold-nasals")
    {
        Description = "Replace ą by a and ę by e, as the course's file does.",
    };
    private static readonly Option<bool> KeepStress = new("--keep-stress")
    {
        Description = "Lithuanian: keep stress marks (grave, acute, tilde).",
    };
    private static readonly Option<bool> KeepForeign = new("--keep-foreign")
    {
        Description = "Lithuanian: keep names with letters outside the alphabet.",
    };
    private static readonly Option<bool> KeepDouble = new("--keep-double") { Description = "Lithuanian: keep names of several words." };
    private static readonly Option<BothGenders> BothGenders = new("--both-genders")
    {
        Description = "Whether a name listed under several genders gets one row for each or is dropped.",
        DefaultValueFactory = _ => Defaults.BothGenders,
    };
    private static readonly Option<int> MinLength = new("--min-length")
    {
        Description = "Shortest name, in characters, up to 1,000,000.",
        DefaultValueFactory = _ => Defaults.MinLength,
    };
    private static readonly Option<int> MaxLength = new("--max-length")
    {
        Description = "Longest name, in characters, up to 1,000,000.",
        DefaultValueFactory = _ => Defaults.MaxLength,
    };

    /// <summary>What to clean and where to write.</summary>
    public sealed record Request(
        string Input, string Output, string? Report, string Column, string? Label, string? Language, CleaningOptions Options,
        CsvDialect? Dialect = null);

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command("clean", "Clean raw names by named rules and write them with a data card and a profile.")
        {
            Input, Column, Label, Language, Output, Report, Case, FoldNasals, KeepStress, KeepForeign, KeepDouble, BothGenders, MinLength,
                MaxLength,
        };
        Dialect.AddTo(verb);
        verb.SetAction((parsed, cancellation) => Task.FromResult(Run(
            new Request(
                parsed.GetRequiredValue(Input), parsed.GetRequiredValue(Output), parsed.GetValue(Report), Dialect.ColumnOf(parsed, Column),
                parsed.GetValue(Label),
                parsed.GetValue(Language), UsageException.Guard(() => OptionsOf(parsed)),
                Dialect.Of(parsed, parsed.GetRequiredValue(Input))),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation)));
        return verb;
    }

    /// <summary>Cleans, writes all files, and tells what each rule did.</summary>
    /// <param name="request">What to clean and where to write.</param>
    /// <param name="output">Receives the names where the request names no file.</param>
    /// <param name="error">Receives everything for people.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <exception cref="DataFileException">The input can't be used.</exception>
    public static int Run(Request request, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CheckPaths(request);
        foreach (var path in Outputs(request))
            WholeFile.Probe(path);
        var written = FileEnding.DialectOf(request.Output, "--output");
        var asked = request.Language is { } code ? UsageException.Guard(() => CleaningLanguage.Of(code)) : null;
        UsageException.Guard(() => new Cleaner(request.Options));
        var (table, source) = CleaningSource.Open(request.Input, StandardStreams.OpenInput, request.Dialect);
        using var _ = table;
        var gender = request.Label ?? (table.Header.Contains(DefaultGenderColumn) ? DefaultGenderColumn : null);
        var (language, reason) = asked is null ? LanguageOfSource.Find(request.Input, table.Header, source) : (asked, "as asked for");
        var result = new Cleaner(request.Options with { Language = language }).Run(table, request.Column, gender, cancellation);

        var csv = CleanFiles.ToCsv(result, written);
        var files = new List<(string Path, byte[] Content)>();
        if (request.Output != StandardOutput)
            files.Add((WholeFile.GoalOf(request.Output), csv));
        if (IsFile(request.Output))
        {
            files.Add(
                (DataCard.PathOf(request.Output),
                    Encoding.UTF8.GetBytes(DataCard.Write(Path.GetFileName(request.Output), result, source, csv))));
            files.Add((RulesFile.PathOf(request.Output), RulesFile.Of(result, source, csv).ToJson()));
        }

        if (request.Report is { } report)
            files.Add((WholeFile.GoalOf(report), Encoding.UTF8.GetBytes(ProfileReport.Write(result, source, cancellation))));

        cancellation.ThrowIfCancellationRequested();
        WholeFiles.WriteOwn(files);
        if (request.Output == StandardOutput)
            output.Write(Encoding.UTF8.GetString(csv));
        Summarize(request, result, reason, files, error);
        return ExitCode.Done;
    }

    private static void Summarize(
        Request request, CleaningResult result, string reason, List<(string Path, byte[] Content)> files, TextWriter error)
    {
        error.WriteLine(
            $"{(request.Input == CleaningSource.StandardInput ? "stdin" : request.Input)}: {result.Rows:N0} rows become " +
                $"{result.Names.Count:N0} names.");
        error.WriteLine(
            $"Language: {result.Language}, {reason}" +
            (result.Language == CleaningLanguage.None
                ? ": nothing is folded or dropped as foreign. Ask for Lithuanian rules by --language lt."
                : "."));
        foreach (var rule in result.Rules.Where(rule => rule.Count > 0))
        {
            var example = rule.Examples[0];
            var shown = example.Before.Length == 0
                ? $"row {example.Row}"
                : VisibleText.Of(example.Before) +
                    (example.After is { } after && after != example.Before ? " → " + VisibleText.Of(after) : "");
            error.WriteLine($"  {rule.Name,-12} {rule.Count,7:N0} {rule.Effect.ToString().ToLowerInvariant(),-7}   {shown}");
        }

        if (files.Count > 0)
            error.WriteLine($"Wrote {string.Join(", ", files.Select(file => file.Path))}.");
        if (!IsFile(request.Output))
            error.WriteLine("No data card and no rules for train were written: give --output FILE for them.");
        else
            error.WriteLine($"\nNext: {NextTraining(request.Output, files[0].Content, result)}");
    }

    // With a model file that holds nothing else, so that the command can be run as it is.
    private static string NextTraining(string csv, byte[] content, CleaningResult result)
    {
        var dataset = new JsonObject
        {
            ["file"] = Path.GetFileName(csv),
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
            ["column"] = result.NameColumn,
        };
        return NextCommand.Training(
        [
            "train", .. NextCommand.Option("--data", csv),
            .. result.NameColumn == CleaningResult.DefaultNameColumn ? [] : NextCommand.Option("--column", result.NameColumn),
            .. result.HasGender ? NextCommand.Option("--label-column", result.LabelColumn!) : [],
            .. NextCommand.Option("--output", OverwriteGuard.FreePath(ModelPath.DefaultFor(csv), dataset)),
        ]);
    }

    private static IEnumerable<string> Outputs(Request request) =>
    [
        .. request.Output == StandardOutput
            ? []
            : !IsFile(request.Output)
                ? [request.Output]
                : (string[])[request.Output, DataCard.PathOf(request.Output), RulesFile.PathOf(request.Output)],
        .. request.Report is { } report ? [report] : Array.Empty<string>(),
    ];

    private static void CheckPaths(Request request)
    {
        var roles = new PathRoles().Read("INPUT", request.Input);
        if (request.Input != CleaningSource.StandardInput)
            roles.Read("the rules of INPUT", RulesFile.PathOf(request.Input));
        roles.Write("--output", request.Output);
        if (IsFile(request.Output))
        {
            roles.WriteBeside("the data card", "--output", DataCard.PathOf(request.Output))
                .WriteBeside("the rules file", "--output", RulesFile.PathOf(request.Output));
        }

        roles.Write("--report", request.Report).Check();
    }

    // A pipe or a device gets the names alone: nothing can lie beside it.
    private static bool IsFile(string output) => output != StandardOutput && !WholeFile.IsDevice(output);

    private static CleaningOptions OptionsOf(ParseResult parsed) => new()
    {
        Case = parsed.GetValue(Case),
        FoldNasals = parsed.GetValue(FoldNasals),
        KeepStress = parsed.GetValue(KeepStress),
        KeepForeign = parsed.GetValue(KeepForeign),
        KeepDouble = parsed.GetValue(KeepDouble),
        BothGenders = parsed.GetValue(BothGenders),
        MinLength = parsed.GetValue(MinLength),
        MaxLength = parsed.GetValue(MaxLength),
    };
}
