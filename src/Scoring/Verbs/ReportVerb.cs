using System.CommandLine;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>report</c>: what is done with reports of <c>evaluate</c>.</summary>
internal static class ReportVerb
{
    /// <summary>Makes the command with its own verbs.</summary>
    public static Command Create() => new("report", "Verify a report, compare two, or write a model card from one.")
    {
        ReportVerifyVerb.Create(), ReportDiffVerb.Create(), ReportCardVerb.Create(),
    };

    /// <summary>The argument that names a report.</summary>
    /// <param name="name">What help calls it.</param>
    /// <param name="description">What it is.</param>
    public static Argument<string> Report(string name, string description) => new(name)
    {
        Description = $"{description}: report.json, or its folder.",
    };
}
