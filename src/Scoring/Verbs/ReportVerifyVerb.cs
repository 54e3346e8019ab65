using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Evaluation;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Reports;
using MlPipeline.Files;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>report verify</c>: computes a report again.</summary>
internal static class ReportVerifyVerb
{
    private const int ShownDifferences = 20;

    private static readonly Argument<string> Report = ReportVerb.Report("REPORT", "Report of 'evaluate'");
    private static readonly Option<string?> Model = new("--model", "-m")
    {
        Description = "The model file, if it has moved since the report.",
        HelpName = "file",
    };
    private static readonly Option<string?> Data = new("--data", "-d")
    {
        Description = "The held-out names, if the file has moved.",
        HelpName = "file",
    };
    private static readonly Option<string?> Train = new("--train")
    {
        Description = "The training names, if the file has moved.",
        HelpName = "file",
    };
    private static readonly Option<string?> Canaries = new("--canaries")
    {
        Description = "The canaries, if the file has moved.",
        HelpName = "file",
    };
    private static readonly Option<string?> Rules = new("--rules")
    {
        Description = "The rules of valid names, if the file has moved.",
        HelpName = "file",
    };
    private static readonly Option<double> Tolerance = new("--tolerance")
    {
        Description = "Relative tolerance for numbers; 0 requires equality, another kind of processor may need 1e-6.",
        DefaultValueFactory = _ => 0,
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command(
            "verify", "Recompute a report from the same inputs; exit code 2 if anything differs.") { Report, Model, Data, Train, Canaries,
            Rules, Tolerance };
        verb.SetAction((parsed, cancellation) =>
        {
            var path = ReportFolder.Find(parsed.GetRequiredValue(Report));
            var tolerance = parsed.GetValue(Tolerance) is >= 0 and < 1 and var share
                ? share
                : throw new UsageException($"--tolerance is a share of at least 0 and less than 1, and not {parsed.GetValue(Tolerance)}.");
            var (record, report, state) = ReportJson.ReadRecord(path);
            var request = report.Request with
            {
                Model = parsed.GetValue(Model) ?? Locate(report.Request.Model, path),
                Data = parsed.GetValue(Data) ?? Locate(report.Request.Data, path),
                Train = parsed.GetValue(Train) ?? (report.Request.Train is { } train ? Locate(train, path) : null),
                Canaries = parsed.GetValue(Canaries) ?? (report.Request.Canaries is { } canaries ? Locate(canaries, path) : null),
                Rules = parsed.GetValue(Rules) ?? (report.Request.Rules is { } rules ? Locate(rules, path) : null),
            };
            new PathRoles().Read("REPORT", path).Read("--model", request.Model).Read("--data", request.Data).Read("--train", request.Train)
                .Read("--canaries", request.Canaries).Read("--rules", request.Rules).Check();
            return Task.FromResult(
                Verify(path, record, report, state, request, tolerance, parsed.InvocationConfiguration.Output,
                    parsed.InvocationConfiguration.Error, cancellation));
        });
        return verb;
    }

    /// <summary>Recomputes a report from the inputs it names and says what differs.</summary>
    /// <returns>0 where nothing does, else 2.</returns>
    private static int Verify(
        string path, JsonObject record, EvaluationReport given, RecordState state, EvaluationRequest request, double tolerance,
        TextWriter output, TextWriter error,
        CancellationToken cancellation)
    {
        CheckInputs(given, request);
        output = new LineWriter(output);
        using var model = CharacterModel.Open(request.Model, request.Engine);
        var recomputed = new Evaluator(model, request, CharacterModel.OnnxRuntimeVersion)
            .Run(step => error.WriteLine($"{step} …"), cancellation);
        IReadOnlyList<string> differences =
        [
            .. ReportVerifier.Compare(record, recomputed.Named(given), tolerance),
            .. state == RecordState.Damaged ? [$"{CheckedRecord.Member}: doesn't fit what the report says"] : Array.Empty<string>(),
        ];

        // Pages of a report that was changed needn't be drawn from it, and may not be possible to draw.
        if (differences.Count == 0)
            differences = ReportFolder.FindChanged(Path.GetDirectoryName(Path.GetFullPath(path))!, given);
        ReaderClosedException.Ignore(() => Show(path, given, recomputed, differences, output));
        if (differences.Count == 0)
            return ExitCode.Done;

        error.WriteLine(
            $"error: {path}: {differences.Count:N0} {(differences.Count == 1 ? "difference" : "differences")} from what its inputs give. " +
                $"The report was changed, or made by another version or kind of machine; make it again with: {given.Command}");
        return ExitCode.WrongInput;
    }

    private static void Show(
        string path, EvaluationReport given, EvaluationReport recomputed, IReadOnlyList<string> differences, TextWriter output)
    {
        if (given.Code != recomputed.Code)
            output.WriteLine($"made by {Describe(given.Code)}; recomputed by {Describe(recomputed.Code)}");
        if (differences.Count == 0)
            output.WriteLine($"{path}: verified. All {given.Metrics.Count:N0} numbers, every name and every word come out again.");
        foreach (var difference in differences.Take(ShownDifferences))
            output.WriteLine(difference);
        if (differences.Count > ShownDifferences)
            output.WriteLine($"… and {differences.Count - ShownDifferences:N0} more.");
    }

    // Where the command was given: here, or where the report's folder was made. Whether it is the right file its hash tells.
    private static string Locate(string path, string report)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(report))!;
        string[] places = [path, Path.Combine(folder, path), Path.Combine(folder, "..", path)];
        return places.FirstOrDefault(File.Exists) ?? path;
    }

    // Before anything is computed: another input can't give the same report.
    private static void CheckInputs(EvaluationReport report, EvaluationRequest request)
    {
        Check(request.Model, report.Model.Sha256, report.Model.Bytes, "--model");
        Check(request.Data, report.Data.Sha256, report.Data.Bytes, "--data");
        if (request.Train is { } train)
            Check(train, report.Train.Sha256, report.Train.Bytes, "--train");
        if (request.Canaries is { } canaries && report.Canaries is { } file)
            Check(canaries, file.Sha256, file.Bytes, "--canaries");
        if (request.Rules is { } rules && report.Rules is { } rulesFile)
            Check(rules, rulesFile.Sha256, rulesFile.Bytes, "--rules");

        static void Check(string path, string expected, long bytes, string option)
        {
            if (!File.Exists(path))
            {
                throw new DataFileException(
                    path, null, $"there is no such file, which the report was made from. Say where it lies with {option}.");
            }

            if (WholeFile.IsDevice(path))
            {
                throw new DataFileException(
                    path, null, $"it is a device or a pipe, and the report was made from a file. Give that with {option}.");
            }

            if (new FileInfo(path).Length is var length && bytes > 0 && length != bytes)
            {
                throw new DataFileException(path, null, string.Create(CultureInfo.InvariantCulture,
                    $"it is not the file that the report was made from: it has {length:N0} bytes, and the report says {bytes:N0}. Give " +
                        $"the right one with {option}."));
            }

            if (FileHash.Sha256Of(path) is var found && found != expected)
            {
                throw new DataFileException(
                    path, null,
                    $"it is not the file that the report was made from: its SHA-256 is {found}, and the report says {expected}. Give " +
                        $"the right one with {option}.");
            }
        }
    }

    private static string Describe(CodeVersion code) =>
        $"{code.Version} ({code.Commit?[..Math.Min(12, code.Commit.Length)] ?? "unknown commit"}, {code.Runtime}, " +
            $"{code.Engine})";
}
