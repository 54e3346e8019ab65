using MlPipeline.Common;
using MlPipeline.Evaluation.Report;

namespace MlPipeline.Evaluation.Reports;

/// <summary>Finds in a report what cards, comparisons and verification can't work with, whoever wrote it.</summary>
internal static class ReportCheck
{
    private const string Main = "nats_per_character";

    /// <summary>Finds the first problem.</summary>
    /// <returns>What is wrong, without a full stop; null where nothing is.</returns>
    public static string? FindProblem(EvaluationReport report)
    {
        if (report.Names.Count == 0 || report.Names.Any(name => name.Characters < 1 || name.LogProbabilities.Count != name.Characters))
            return "its held-out names are missing, or lack a log-probability for each character";
        if (report.Find(Main) is null)
            return $"the number {Main} is missing";
        if (!Files(report).Select(file => file.Sha256).Append(report.Model.Sha256).All(CheckedRecord.IsSha256))
            return "an input's SHA-256 is none: 64 hexadecimal digits in small letters are expected";
        if (report.Model.Bytes < 0
            || Files(report).Any(file => file.Names < 0 || file.Unreadable < 0 || file.UnlearntLabels < 0 || file.Bytes < 0))
        {
            return "the size of an input is less than 0";
        }

        if (report.Request.Canaries is null != report.Canaries is null || report.Request.Rules is null != report.Rules is null)
            return "what was asked for and what was read are not the same files";
        if (report.Samples is { } samples && samples.Names != report.Request.Samples)
            return $"it says that {report.Request.Samples:N0} names were asked for and {samples.Names:N0} drawn";
        return FindDialectProblem(report);
    }

    private static IEnumerable<EvaluationFile> Files(EvaluationReport report) =>
        new[] { report.Data, report.Train, report.Canaries, report.Rules }.OfType<EvaluationFile>();

    private static string? FindDialectProblem(EvaluationReport report)
    {
        try
        {
            report.Request.DialectOf(report.Request.Data);
            return null;
        }
        catch (ArgumentException)
        {
            return "the delimiter of its inputs is none";
        }
    }
}
