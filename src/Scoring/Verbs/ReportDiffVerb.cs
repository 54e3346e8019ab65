using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Evaluation.Reports;
using MlPipeline.Evaluation.Reports.Comparison;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>report diff</c>: two models side by side.</summary>
internal static class ReportDiffVerb
{
    private static readonly Argument<string> A = ReportVerb.Report("A", "Report on the first model");
    private static readonly Argument<string> B = ReportVerb.Report("B", "Report on the second, on the same held-out names");
    private static readonly Option<string> Output = OutputOption.Create();
    private static readonly Option<DiffFormat> Format = new("--format")
    {
        Description = "Output format. [default: by the ending of --output, else text]",
        HelpName = "text|md|html|json",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command("diff", "Compare two models: B minus A, paired over the same held-out names.") { A, B, Output, Format };
        verb.SetAction(parsed =>
        {
            var (a, b, path) = (
                ReportFolder.Find(parsed.GetRequiredValue(A)), ReportFolder.Find(parsed.GetRequiredValue(B)),
                parsed.GetRequiredValue(Output));
            new PathRoles().Read("A", a).Read("B", b).Write("--output", path).Check();
            OutputOption.Check(path);
            var diff = ReportDiff.Of(a, ReportJson.Read(a), b, ReportJson.Read(b));
            var format = parsed.GetResult(Format) is { Implicit: false } ? parsed.GetValue(Format) : DiffWriter.FormatOf(path);
            return OutputOption.Write(path, parsed.InvocationConfiguration.Output, output =>
            {
                DiffWriter.Write(diff, format, output);
                return ExitCode.Done;
            });
        });
        return verb;
    }
}
