using MlPipeline.Evaluation.Report;

namespace MlPipeline.Evaluation.Findings;

/// <summary>
/// Everything that is looked for, so that a bad model is called one in words. Thresholds lie far from what sound models of a few thousand
/// names show and far from what broken ones do; docs/evaluation.md has the numbers of both.
/// </summary>
internal static class Checks
{
    private static readonly IReadOnlyList<Func<CheckInput, Finding?>> All =
    [
        FitChecks.KnowsLetters, SampleChecks.Generates, SampleChecks.Collapsed, SampleChecks.Validity, SampleChecks.Labels,
        SampleChecks.Resemblance,
        MemorisationChecks.Memorised, MemorisationChecks.Canaries, FitChecks.BeatsCounting, FitChecks.Calibration,
        DataChecks.Leak, DataChecks.Chosen, DataChecks.Unreadable, DataChecks.Unlearnt, DataChecks.Capitals, DataChecks.FewNames,
        SampleChecks.RulesFit, SampleChecks.Sampler,
    ];

    /// <summary>Looks for everything.</summary>
    /// <returns>What was found, the gravest first; then checks that can't judge, and last those that found nothing.</returns>
    public static IReadOnlyList<Finding> Run(CheckInput input) =>
        [.. All.Select(check => check(input)).OfType<Finding>().OrderBy(finding => finding.Severity)];
}
