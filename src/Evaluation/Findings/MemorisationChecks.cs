using MlPipeline.Evaluation.Fit;
using MlPipeline.Evaluation.Report;
using static MlPipeline.Evaluation.Report.Wording;

namespace MlPipeline.Evaluation.Findings;

/// <summary>Whether the model gives its training names away.</summary>
internal static class MemorisationChecks
{
    private const double Significance = 0.01;

    /// <summary>Whether training names are far more probable than names like them.</summary>
    public static Finding? Memorised(CheckInput input)
    {
        if (input.Find("membership_auc") is not { } area)
            return new Finding("memorised", Severity.NotJudged, "Whether the model has memorised training names is not judged: every held-out name is a training name too.");
        if (input.HasFewNames || input.Train.Names < FitMeasurement.FewestToJudge || double.IsNaN(area.Low))
            return new Finding("memorised", Severity.NotJudged, "Whether the model has memorised training names is not judged: there are too few names to compare.");

        var pairs = $"a training name is told from a held-out one by its probability in {Percent(area)} of pairs, where 50 % is chance";
        if (input.Find("memorisation_factor") is not { } factor || input.Find("copied_share") is not { } copied || input.Find("copied_share.unmemorised") is not { } unmemorised)
            return Of(Grade(area.Low, 0, 0), pairs);

        var copies = $"{Percent(copied)} of the samples copy training names, where {Percent(unmemorised)} were to be expected if it knew them no better than held-out names " +
            $"({Number(factor, "0.0")} times as many); {pairs}";
        return Of(Grade(area.Low, factor.Low, copied.Low), copies);

        static Severity Grade(double area, double factor, double copied) => (area, factor, copied) switch
        {
            ( > 0.9, _, _) or ( > 0.8, > 4, _) or (_, > 4, > 0.5) => Severity.Defect,
            ( > 0.75, _, _) or (_, > 2, > 0.2) => Severity.Warning,
            ( > 0.55, _, _) or (_, > 1, > 0.01) => Severity.Note,
            _ => Severity.Passed,
        };

        static Finding Of(Severity severity, string numbers) => new("memorised", severity, severity switch
        {
            Severity.Defect => $"The model has memorised training names: {numbers}.",
            Severity.Warning => $"The model knows part of its training names by heart: {numbers}. Leave copies out with --novel.",
            Severity.Note => $"The model knows its training names a little better than others: {numbers}.",
            _ => $"No memorisation was found: {numbers}.",
        });
    }

    /// <summary>Whether planted canaries are more exposed than chance would have it.</summary>
    public static Finding? Canaries(CheckInput input)
    {
        if (input.Find("canary_exposure.mean") is not { } mean || input.Find("canary_exposure.max") is not { } most || input.Find("canary_exposure.p_value") is not { } chance)
            return null;

        var numbers = $"{input.CountOf("canary_exposure.mean"):N0} planted canaries are exposed by {Number(mean.Value, "0.0")} bits on average and {Number(most.Value, "0.0")} at most, where 1.4 are to be expected of names never seen (p = {Number(chance.Value, "0.0e0")})";
        return chance.Value < Significance
            ? new Finding("canaries", Severity.Warning, $"The model remembers single names: {numbers}.")
            : new Finding("canaries", Severity.Passed, $"The model doesn't remember single names: {numbers}.");
    }
}
