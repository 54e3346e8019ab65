using MlPipeline.Evaluation.Fit;
using MlPipeline.Evaluation.Report;
using static MlPipeline.Evaluation.Report.Wording;

namespace MlPipeline.Evaluation.Findings;

/// <summary>Whether the model knows anything about names, and whether its probabilities mean what they say.</summary>
internal static class FitChecks
{
    private const double LargeOverconfidence = 0.06;
    private const double HardlyConfident = 0.2;
    private const double UniformAtMost = 1.05;

    /// <summary>Whether it knows more than how frequent letters are.</summary>
    public static Finding? KnowsLetters(CheckInput input)
    {
        var (uniform, unigram) = (input.Baselines[EvaluationBaselines.UniformKey], input.Baselines[EvaluationBaselines.UnigramKey]);
        var (nats, confidence) = (input.Find("nats_per_character")!.Value, input.Find("confidence")!.Value);
        var numbers = $"{Number(nats)} nats per character on held-out names, against {Number(unigram.NatsPerCharacter)} for a unigram model";
        if (input.HasFewNames)
        {
            return new Finding(
                "random", Severity.NotJudged, $"Too few held-out names to judge whether the model has learned anything: {numbers}.");
        }

        return (unigram.Difference.High < 0, confidence.High < HardlyConfident
            && nats.Value < UniformAtMost * uniform.NatsPerCharacter.Value) switch
        {
            (true, _) => new Finding("random", Severity.Passed, $"The model has learned how names are spelt: {numbers}."),
            (false, true) =>
                new Finding(
                    "random", Severity.Defect,
                    $"The model's predictions are random: {numbers}; its top-1 confidence is {Percent(confidence)}. It is untrained " +
                        $"or broken."),
            _ => new Finding(
                "random", Severity.Defect,
                $"The model is worse than letter frequencies: {numbers}. It is confidently wrong, broken, or trained on other names."),
        };
    }

    /// <summary>Whether it takes names better than counting does.</summary>
    public static Finding? BeatsCounting(CheckInput input)
    {
        var counting = input.Baselines[EvaluationBaselines.KneserNeyKey];
        var numbers = $"{Number(counting.Difference)} nats per character relative to modified Kneser-Ney ({counting.Name}), paired over " +
            $"the same names";
        return counting.Verdict switch
        {
            Verdict.Better => new Finding("counting", Severity.Passed, $"The model is better than the n-gram baseline: {numbers}."),
            Verdict.Worse when input.Baselines[EvaluationBaselines.BigramKey].Verdict == Verdict.Worse => new Finding(
                "counting", Severity.Defect,
                $"The model is worse than a bigram model: {Number(input.Baselines[EvaluationBaselines.BigramKey].Difference)} nats " +
                    $"per character; and {numbers}."),
            Verdict.Worse => new Finding("counting", Severity.Warning, $"The model is worse than the n-gram baseline: {numbers}."),
            Verdict.TooFewNames =>
                new Finding(
                    "counting", Severity.NotJudged, $"Too few held-out names to compare the model with the n-gram baseline: {numbers}."),
            _ => new Finding("counting", Severity.Note, $"No significant difference from the n-gram baseline: {numbers}."),
        };
    }

    /// <summary>Whether its probabilities mean what they say.</summary>
    public static Finding? Calibration(CheckInput input)
    {
        var (over, error) = (input.Find("overconfidence")!.Value, input.Find("ece")!.Value);
        var numbers = $"top-1 confidence {Percent(input.Find("confidence")!.Value)}, accuracy {Percent(input.Find("accuracy")!.Value)}, " +
            $"expected calibration error {Percent(error)}";
        if (input.HasFewNames)
            return new Finding("calibration", Severity.NotJudged, $"Too few held-out names to judge calibration: {numbers}.");

        return (over.ExcludesZero, Math.Abs(over.Value) > LargeOverconfidence, over.Value > 0) switch
        {
            (true, true, true) => new Finding("calibration", Severity.Warning, $"The model is overconfident: {numbers}."),
            (true, true, false) => new Finding("calibration", Severity.Warning, $"The model is underconfident: {numbers}."),
            (true, false, var isOver) =>
                new Finding("calibration", Severity.Note, $"The model is slightly {(isOver ? "over" : "under")}confident: {numbers}."),
            _ => new Finding("calibration", Severity.Passed, $"The model is well calibrated: {numbers}."),
        };
    }
}
