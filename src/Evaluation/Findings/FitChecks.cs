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
        var numbers = $"{Number(nats)} nats per character on held-out names, and a unigram, which only knows how frequent letters are, has {Number(unigram.NatsPerCharacter)}";
        if (input.HasFewNames)
            return new Finding("random", Severity.NotJudged, $"Whether the model has learned to spell is not judged, as there are too few held-out names: {numbers}.");

        return (unigram.Difference.High < 0, confidence.High < HardlyConfident && nats.Value < UniformAtMost * uniform.NatsPerCharacter.Value) switch
        {
            (true, _) => new Finding("random", Severity.Passed, $"The model has learned to spell: {numbers}."),
            (false, true) => new Finding("random", Severity.Defect, $"The model is random: {numbers}; for the likeliest next character it states {Percent(confidence)}. It is untrained or broken."),
            _ => new Finding("random", Severity.Defect, $"The model knows less about held-out names than letter frequencies do: {numbers}. It is sure of the wrong things, broken, or made of other names."),
        };
    }

    /// <summary>Whether it takes names better than counting does.</summary>
    public static Finding? BeatsCounting(CheckInput input)
    {
        var counting = input.Baselines[EvaluationBaselines.KneserNeyKey];
        var numbers = $"{Number(counting.Difference)} nats per character against modified Kneser-Ney ({counting.Name}), paired over the same names";
        return counting.Verdict switch
        {
            Verdict.Better => new Finding("counting", Severity.Passed, $"The model is better than counting: {numbers}."),
            Verdict.Worse when input.Baselines[EvaluationBaselines.BigramKey].Verdict == Verdict.Worse => new Finding(
                "counting", Severity.Defect, $"The model is worse than a bigram, which sees one letter back: {Number(input.Baselines[EvaluationBaselines.BigramKey].Difference)} nats per character; and {numbers}."),
            Verdict.Worse => new Finding("counting", Severity.Warning, $"The model is worse than counting: {numbers}. For these names the n-gram model is the better one."),
            Verdict.TooFewNames => new Finding("counting", Severity.NotJudged, $"Whether the model is better than counting is not judged, as there are too few held-out names: {numbers}."),
            _ => new Finding("counting", Severity.Note, $"No difference from counting was found: {numbers}."),
        };
    }

    /// <summary>Whether its probabilities mean what they say.</summary>
    public static Finding? Calibration(CheckInput input)
    {
        var (over, error) = (input.Find("overconfidence")!.Value, input.Find("ece")!.Value);
        var numbers = $"it states {Percent(input.Find("confidence")!.Value)} for its likeliest next character and is right {Percent(input.Find("accuracy")!.Value)} of the time; expected calibration error {Percent(error)}";
        if (input.HasFewNames)
            return new Finding("calibration", Severity.NotJudged, $"Whether stated probabilities hold is not judged, as there are too few held-out names: {numbers}.");

        return (over.ExcludesZero, Math.Abs(over.Value) > LargeOverconfidence, over.Value > 0) switch
        {
            (true, true, true) => new Finding("calibration", Severity.Warning, $"The model is overconfident: {numbers}."),
            (true, true, false) => new Finding("calibration", Severity.Warning, $"The model is underconfident: {numbers}."),
            (true, false, var isOver) => new Finding("calibration", Severity.Note, $"The model is a little {(isOver ? "over" : "under")}confident: {numbers}."),
            _ => new Finding("calibration", Severity.Passed, $"Stated probabilities hold: {numbers}."),
        };
    }
}
