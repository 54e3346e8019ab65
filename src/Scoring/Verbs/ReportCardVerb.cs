using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Evaluation.Reports;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>report card</c>: a model card from a report.</summary>
internal static class ReportCardVerb
{
    private static readonly Argument<string> Report = ReportVerb.Report("REPORT", "Report of 'evaluate'");
    private static readonly Option<string> Output = OutputOption.Create();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command("card", "Write a model card, as models/README.md, from a report.") { Report, Output };
        verb.SetAction(parsed =>
        {
            var path = ReportFolder.Find(parsed.GetRequiredValue(Report));
            new PathRoles().Read("REPORT", path).Write("--output", parsed.GetRequiredValue(Output)).Check();
            OutputOption.Check(parsed.GetRequiredValue(Output));
            var report = ReportJson.Read(path);
            return OutputOption.Write(parsed.GetRequiredValue(Output), parsed.InvocationConfiguration.Output, output =>
            {
                ModelCard.Write(report, output);
                return ExitCode.Done;
            });
        });
        return verb;
    }
}
