using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;
using MlPipeline.Text;
using static MlPipeline.Evaluation.Report.Wording;

namespace MlPipeline.Evaluation.Findings;

/// <summary>Whether the samples are names, and of as many kinds as names are.</summary>
internal static class SampleChecks
{
    private const string LabelPrefix = "validity.label=";
    private const double CollapsedUniqueness = 0.3, RepetitiveUniqueness = 0.6;
    private const double CoveredInPart = 0.6;
    private const double FewValid = 0.9, HardlyValid = 0.6;
    private const double FarOff = 0.25, Off = 0.1;
    private const double SamplerDeviations = 5;

    private const string RulesRemedy = "Give rules that fit the names.";
    private const string LanguageRemedy = "State the language of the names, or give rules that fit them.";

    /// <summary>Whether the model generates at all.</summary>
    public static Finding? Generates(CheckInput input) => input.SamplingFailure is { } failure
        ? new Finding("generates", Severity.Defect, $"Generation failed after {input.Samples:N0} names: {failure}")
        : null;

    /// <summary>Whether the samples repeat themselves more than names would.</summary>
    public static Finding? Collapsed(CheckInput input)
    {
        if (input.Find("uniqueness") is not { } uniqueness || input.Find("coverage") is not { } coverage)
            return null;

        var numbers = $"{input.Samples:N0} samples are {Math.Round(uniqueness.Value * input.Samples):N0} distinct names " +
            $"({Percent(uniqueness)}), and {Percent(coverage)} of the held-out names are among them";
        return (uniqueness.High, coverage.High < CoveredInPart) switch
        {
            ( < RepetitiveUniqueness, _) when input.HasFewNames => new Finding(
                "collapsed", Severity.NotJudged, $"Too few held-out names to judge the diversity of the samples: {numbers}."),
            ( < CollapsedUniqueness, true) =>
                new Finding(
                    "collapsed", Severity.Defect, $"Mode collapse: {numbers}. The model generates the same few names again and again."),
            ( < RepetitiveUniqueness, true) => new Finding("collapsed", Severity.Warning, $"The samples are repetitive: {numbers}."),
            ( < RepetitiveUniqueness, false) =>
                new Finding("collapsed", Severity.Note, $"The distribution of names appears to be small: {numbers}."),
            _ => new Finding("collapsed", Severity.Passed, $"The samples are diverse: {numbers}."),
        };
    }

    /// <summary>Whether the samples meet the rules of valid names as real names do.</summary>
    public static Finding? Validity(CheckInput input)
    {
        if (input.Samples == 0)
            return null;
        if (input.Rules.Rules is null)
        {
            var remedy = input.Rules.IsStated ? RulesRemedy : LanguageRemedy;
            return new Finding("validity", Severity.NotJudged, $"Validity is not judged: {input.Rules.From}. {remedy}");
        }

        if (input.Find("validity") is not { } samples || input.Find("training.validity") is not { } real)
            return null;

        var numbers = $"{Percent(samples)} of the samples satisfy the rules, against {Percent(real)} of the training names";
        return (samples.High / real.Value) switch
        {
            < HardlyValid => new Finding("validity", Severity.Defect, $"The samples are not names: {numbers}."),
            < FewValid => new Finding("validity", Severity.Warning, $"Many samples are not valid names: {numbers}."),
            _ => new Finding("validity", Severity.Passed, $"The samples are valid names: {numbers}."),
        };
    }

    /// <summary>Whether names that are drawn with a label are names of that label, as training names are.</summary>
    public static Finding? Labels(CheckInput input)
    {
        var drawn = input.Metrics.Where(metric => metric.Name.StartsWith(LabelPrefix, StringComparison.Ordinal))
            .Select(metric =>
                (Label: metric.Name[LabelPrefix.Length..], Samples: metric.Value, Training: input.Find($"training.{metric.Name}")))
                    .ToList();
        if (input.Samples == 0 || (input.Labels.Count == 0 && drawn.Count == 0))
            return null;

        var known = drawn.Where(label => input.Rules.Rules?.KnowsLabel(label.Label) == true).ToList();
        var labels = known.Where(label => label.Training is { Value: >= RuleChoice.FitAtLeast }).ToList();
        if (labels.Count == 0)
            return new Finding("labels", Severity.NotJudged, $"Label accuracy is not judged: {WhyNot(input, known)}.");

        var worst = labels.MinBy(label => label.Samples.High / label.Training!.Value.Value);
        var numbers = $"{Percent(worst.Samples)} of the samples conditioned on {MessageText.Quote(worst.Label)} satisfy its rules, " +
            $"against {Percent(worst.Training!.Value)} of the training names";
        return (worst.Samples.High / worst.Training.Value.Value) switch
        {
            < HardlyValid => new Finding("labels", Severity.Defect, $"Label accuracy is very low: {numbers}."),
            < FewValid => new Finding("labels", Severity.Warning, $"Label accuracy is low: {numbers}."),
            _ => new Finding("labels", Severity.Passed, $"Label accuracy is high: {numbers}."),
        };
    }

    private static string WhyNot(CheckInput input, List<(string Label, Interval Samples, Interval? Training)> known) =>
        (input.Rules.Rules, known) switch
        {
            (null, _) => input.Rules.From,
            ({ } rules, []) => $"the rules of {rules.Title} have no rules for the labels {MessageText.List(input.Labels)}",
            _ when known.TrueForAll(label => label.Training is null) => "the training names have none of the labels",
            _ => $"too few training names satisfy the rules of their own labels: {string.Join(", ", known.Where(label => label.Training is not null)
                .Select(label => $"{Percent(label.Training!.Value)} of those labelled {MessageText.Quote(label.Label)}"))}",
        };

    /// <summary>Whether letters, endings and the like are distributed as in held-out names.</summary>
    public static Finding? Resemblance(CheckInput input)
    {
        var features = NameFeatures.All.Select(
            feature =>
                (feature.Name, Distance: input.Find($"js_distance.{feature.Name}"),
                    Excess: input.Find($"js_distance.{feature.Name}.difference")))
            .Where(feature => feature.Excess is not null).ToList();
        if (features.Count == 0)
            return null;
        if (input.HasFewNames || features.Exists(feature => double.IsNaN(feature.Excess!.Value.Low)))
            return new Finding("resemblance", Severity.NotJudged, "Too few held-out names to compare distributions.");

        var worst = features.MaxBy(feature => feature.Excess!.Value.Low);
        var numbers = $"Jensen-Shannon distance of {worst.Name} {Number(worst.Distance!.Value)}, {Number(worst.Excess!.Value)} more than " +
            $"that of the training names";
        return worst.Excess.Value.Low switch
        {
            > FarOff =>
                new Finding(
                    "resemblance", Severity.Defect, $"The samples are distributed very differently from the held-out names: {numbers}."),
            > Off => new Finding(
                "resemblance", Severity.Warning, $"The samples are distributed differently from the held-out names: {numbers}."),
            > 0 => new Finding(
                "resemblance", Severity.Note, $"The samples are distributed slightly differently from the held-out names: {numbers}."),
            _ => new Finding(
                "resemblance", Severity.Passed,
                "The samples are distributed like the held-out names: lengths, letters, bigrams, trigrams and endings are as close " +
                    "to them as those of the training names."),
        };
    }

    /// <summary>Whether rules that were asked for fit the names.</summary>
    public static Finding? RulesFit(CheckInput input) => input.Rules.DontFit is { } real
        ? new Finding(
            "rules", Severity.Warning,
            $"The rules of valid names don't suit these names: only {Percent(real)} of the training names satisfy them.")
        : null;

    /// <summary>Whether the generator draws what the scorer says.</summary>
    public static Finding? Sampler(CheckInput input) => Math.Abs(input.SamplerDeviation) switch
    {
        double.NaN => null,
        > SamplerDeviations =>
            new Finding(
                "sampler", Severity.Defect,
                $"The sampler does not follow the model: known names among the samples are {Number(input.SamplerDeviation, "0.0")} " +
                    $"standard deviations away from their exact expectation."),
        _ => new Finding(
            "sampler", Severity.Passed,
            $"The sampler follows the model: known names among the samples are {Number(input.SamplerDeviation, "0.0")} standard " +
                $"deviations away from their exact expectation."),
    };
}
