using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Evaluation;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Reports;
using MlPipeline.Files;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>evaluate</c>: a report on a model.</summary>
internal static class EvaluateVerb
{
    private static readonly EvaluationRequest Defaults = new() { Model = "", Data = "" };

    private static readonly Option<string?> Model = ModelOption.Create();
    private static readonly Option<Engine> Engine = EngineOption.Create();
    private static readonly Option<string?> Data = new("--data", "-d")
    {
        Description = $"CSV file of held-out names; without --train, the file that the model was trained on. [default: {DefaultFile.Names}]",
        HelpName = "file",
    };
    private static readonly Option<string?> Train = new("--train")
    {
        Description = "CSV file of names that the model was trained on. [default: --data, split as the model records]",
        HelpName = "file",
    };
    private static readonly Option<string?> Canaries = new("--canaries")
    {
        Description = "CSV file of canaries inserted into the training names: name, pattern. [default: none]",
        HelpName = "file",
    };
    private static readonly DialectArguments Dialect = new();
    private static readonly Option<string?> Language = new("--language")
    {
        Description = "Language of the names, which selects the rules of valid names; rules are built in for lt. [default: as the model " +
            "records]",
        HelpName = "tag",
    };
    private static readonly Option<string?> Rules = new("--rules")
    {
        Description = "JSON file with the rules of valid names. [default: those of the language]",
        HelpName = "file",
    };
    private static readonly Option<string> Column = new("--column")
    {
        Description = "Column of the names in all files.",
        DefaultValueFactory = _ => Defaults.Column,
    };
    private static readonly Option<string?> LabelColumn = new("--label-column")
    {
        Description = "Column of the labels. [default: the one that the model was trained with, where both files have it]",
        HelpName = "column",
    };
    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "Folder to write: report.html, report.json, report.md, junit.xml.",
        HelpName = "folder",
        DefaultValueFactory = _ => "report",
    };
    private static readonly Option<int> Samples = new("--samples")
    {
        Description = "Names to generate, from 100 to 1,000,000.",
        DefaultValueFactory = _ => Defaults.Samples,
    };
    private static readonly Option<long> Seed = new("--seed")
    {
        Description = "Seed of the generated names and of the intervals.",
        DefaultValueFactory = _ => Defaults.Seed,
    };
    private static readonly Option<string[]> Gates = new("--gate")
    {
        Description = "Threshold check on a metric, such as 'nats_per_character<1.54' or 'novelty.low>0.6' (repeatable); exit code 2 if " +
            "it fails.",
        HelpName = "demand",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command(
            "evaluate",
            "Evaluate a model: held-out likelihood, sample quality and memorisation, with confidence intervals, n-gram baselines and " +
                "plain-language findings.")
        {
            Model, Engine, Data, Train, Canaries, Column, LabelColumn, Language, Rules, Output, Samples, Seed, Gates,
        };
        Dialect.AddTo(verb);
        verb.SetAction((parsed, cancellation) =>
        {
            var sized = UsageException.Guard(() => Defaults with { Samples = parsed.GetValue(Samples) });
            var path = ModelOption.PathOf(parsed.GetValue(Model), parsed.InvocationConfiguration.Error.WriteLine);
            var (data, train) = (parsed.GetValue(Data) ?? DefaultFile.Find(DefaultFile.Names), parsed.GetValue(Train));
            var roles = new PathRoles().Read("--model", path).Read("--data", data).Read("--train", train)
                .Read("--canaries", parsed.GetValue(Canaries)).Read("--rules", parsed.GetValue(Rules));
            foreach (var name in ReportFolder.Names)
                roles.WriteBeside(name, "--output", Path.Combine(parsed.GetRequiredValue(Output), name));
            roles.Check();
            using var model = CharacterModel.Open(path, parsed.GetValue(Engine));
            var (dialect, isDelimited) = (Dialect.Of(parsed, data), Dialect.IsDelimited(parsed));
            var request = UsageException.Guard(() => sized with
            {
                Delimiter = isDelimited ? dialect.Delimiter : null,
                NoHeader = !dialect.HasHeader,
                NoMultiline = !dialect.HasMultilineFields,
                Model = path,
                Engine = parsed.GetValue(Engine),
                Data = data,
                Train = train,
                Canaries = parsed.GetValue(Canaries),
                Column = Dialect.ColumnOf(parsed, Column),
                LabelColumn = parsed.GetValue(LabelColumn) ?? RecordedColumn(model.Manifest, [data, train ?? data], parsed),
                Language = parsed.GetValue(Language),
                Rules = parsed.GetValue(Rules),
                Seed = parsed.GetValue(Seed),
                Gates = parsed.GetValue(Gates) ?? [],
            });
            return Task.FromResult(
                Run(model, request, parsed.GetRequiredValue(Output), parsed.InvocationConfiguration.Output,
                    parsed.InvocationConfiguration.Error, cancellation));
        });
        return verb;
    }

    /// <summary>Evaluates, writes the folder, and says in words what came of it.</summary>
    public static int Run(
        ICharacterModel model, EvaluationRequest request, string folder, TextWriter output, TextWriter error,
        CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(folder))
            throw new UsageException("--output needs the name of a folder.");

        ReportFolder.Probe(folder);
        var report = new Evaluator(model, request, CharacterModel.OnnxRuntimeVersion)
            .Run(step => error.WriteLine($"{step} …"), cancellation);
        ReportFolder.Write(folder, report);
        ReaderClosedException.Ignore(() => ReportSummary.Write(report, folder, output));
        var failed = report.Gates.Where(gate => !gate.HasPassed).Select(gate => $"{gate.Expression} ({gate.Metric} {gate.Found()})")
            .ToList();
        if (failed.Count == 0)
            return ExitCode.Done;

        error.WriteLine($"error: {failed.Count} of {report.Gates.Count} gates failed: {string.Join("; ", failed)}.");
        return ExitCode.WrongInput;
    }

    private static string? RecordedColumn(ModelManifest manifest, IEnumerable<string> paths, ParseResult parsed) =>
        (string?)manifest.Dataset["condition"] is { } column && paths.All(path => HasColumn(path, column, parsed)) ? column : null;

    private static bool HasColumn(string path, string column, ParseResult parsed)
    {
        using var table = CsvTable.Open(path, Dialect.Of(parsed, path));
        return table.Header.Contains(column, StringComparer.Ordinal);
    }
}
