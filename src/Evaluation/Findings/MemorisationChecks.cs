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
        {
            return new Finding(
                "memorised", Severity.NotJudged, "Memorisation can't be judged: every held-out name is also a training name.");
        }

        if (input.HasFewNames || input.Train.Names < FitMeasurement.FewestToJudge || double.IsNaN(area.Low))
            return new Finding("memorised", Severity.NotJudged, "Too few names to judge memorisation.");

        var pairs = $"membership inference AUC {Percent(area)}, where 50 % is chance";
        if (input.Find("memorisation_factor") is not { } factor || input.Find("copied_share") is not { } copied
            || input.Find("copied_share.unmemorised") is not { } unmemorised)
        {
            return Of(Grade(area.Low, 0, 0), pairs);
        }

        var copies = $"{Percent(copied)} of the samples are verbatim copies of training names, against {Percent(unmemorised)} expected " +
            $"without memorisation " +
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
            Severity.Warning =>
                $"The model partially memorises its training data: {numbers}. Generate only novel names to exclude verbatim copies.",
            Severity.Note => $"The model slightly memorises its training names: {numbers}.",
            _ => $"No memorisation was found: {numbers}.",
        });
    }

    /// <summary>Whether planted canaries are more exposed than chance would have it.</summary>
    public static Finding? Canaries(CheckInput input)
    {
        if (input.Find("canary_exposure.mean") is not { } mean || input.Find("canary_exposure.max") is not { } most
            || input.Find("canary_exposure.p_value") is not { } chance)
        {
            return null;
        }

        var numbers = $"{input.CountOf("canary_exposure.mean"):N0} inserted canaries have a mean exposure of {Number(mean.Value, "0.0")} " +
            $"bits and a maximum of {Number(most.Value, "0.0")}, against 1.4 expected for unseen names (p = " +
                $"{Number(chance.Value, "0.0e0")})";
        return chance.Value < Significance
            ? new Finding("canaries", Severity.Warning, $"The model memorises individual names: {numbers}.")
            : new Finding("canaries", Severity.Passed, $"The model does not memorise individual names: {numbers}.");
    }
}
