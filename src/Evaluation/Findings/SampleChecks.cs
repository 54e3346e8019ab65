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

    private const string RulesRemedy = "Give rules that fit the names with --rules FILE.";
    private const string LanguageRemedy = "State the language of the names with --language, or give rules that fit them with --rules FILE.";

    /// <summary>Whether the model generates at all.</summary>
    public static Finding? Generates(CheckInput input) => input.SamplingFailure is { } failure
        ? new Finding("generates", Severity.Defect, $"The model gave up generating after {input.Samples:N0} names: {failure}")
        : null;

    /// <summary>Whether the samples repeat themselves more than names would.</summary>
    public static Finding? Collapsed(CheckInput input)
    {
        if (input.Find("uniqueness") is not { } uniqueness || input.Find("coverage") is not { } coverage)
            return null;

        var numbers = $"{input.Samples:N0} samples are {Math.Round(uniqueness.Value * input.Samples):N0} distinct names ({Percent(uniqueness)}), and {Percent(coverage)} of the held-out names are among them";
        return (uniqueness.High, coverage.High < CoveredInPart) switch
        {
            ( < RepetitiveUniqueness, _) when input.HasFewNames => new Finding(
                "collapsed", Severity.NotJudged, $"Whether the samples repeat themselves more than names do is not judged, as there are too few held-out names: {numbers}."),
            ( < CollapsedUniqueness, true) => new Finding("collapsed", Severity.Defect, $"The samples have collapsed: {numbers}. The model says the same few names over and over."),
            ( < RepetitiveUniqueness, true) => new Finding("collapsed", Severity.Warning, $"The samples repeat themselves: {numbers}."),
            ( < RepetitiveUniqueness, false) => new Finding("collapsed", Severity.Note, $"There seem to be few names to say: {numbers}."),
            _ => new Finding("collapsed", Severity.Passed, $"The samples are varied: {numbers}."),
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
            return new Finding("validity", Severity.NotJudged, $"Whether the samples are valid names is not judged: {input.Rules.From}. {remedy}");
        }

        if (input.Find("validity") is not { } samples || input.Find("training.validity") is not { } real)
            return null;

        var numbers = $"{Percent(samples)} of the samples meet the rules, and {Percent(real)} of the training names";
        return (samples.High / real.Value) switch
        {
            < HardlyValid => new Finding("validity", Severity.Defect, $"The samples are not names: {numbers}."),
            < FewValid => new Finding("validity", Severity.Warning, $"Many samples are no possible names: {numbers}."),
            _ => new Finding("validity", Severity.Passed, $"The samples look like names: {numbers}."),
        };
    }

    /// <summary>Whether names that are drawn with a label are names of that label, as training names are.</summary>
    public static Finding? Labels(CheckInput input)
    {
        var drawn = input.Metrics.Where(metric => metric.Name.StartsWith(LabelPrefix, StringComparison.Ordinal))
            .Select(metric => (Label: metric.Name[LabelPrefix.Length..], Samples: metric.Value, Training: input.Find($"training.{metric.Name}"))).ToList();
        if (input.Samples == 0 || (input.Labels.Count == 0 && drawn.Count == 0))
            return null;

        var known = drawn.Where(label => input.Rules.Rules?.KnowsLabel(label.Label) == true).ToList();
        var labels = known.Where(label => label.Training is { Value: >= RuleChoice.FitAtLeast }).ToList();
        if (labels.Count == 0)
            return new Finding("labels", Severity.NotJudged, $"Whether the model heeds its labels is not judged: {WhyNot(input, known)}.");

        var worst = labels.MinBy(label => label.Samples.High / label.Training!.Value.Value);
        var numbers = $"of those drawn as {MessageText.Shorten(worst.Label)} {Percent(worst.Samples)} are valid and end as such names do, of the training names {Percent(worst.Training!.Value)}";
        return (worst.Samples.High / worst.Training.Value.Value) switch
        {
            < HardlyValid => new Finding("labels", Severity.Defect, $"The model hardly heeds its labels: {numbers}."),
            < FewValid => new Finding("labels", Severity.Warning, $"The model often misses the label: {numbers}."),
            _ => new Finding("labels", Severity.Passed, $"The model heeds its labels: {numbers}."),
        };
    }

    private static string WhyNot(CheckInput input, List<(string Label, Interval Samples, Interval? Training)> known) => (input.Rules.Rules, known) switch
    {
        (null, _) => input.Rules.From,
        ({ } rules, []) => $"the rules of {rules.Title} ask for nothing special of the labels {MessageText.List(input.Labels)}",
        _ when known.TrueForAll(label => label.Training is null) => "the training names have none of the labels",
        _ => $"too few training names meet the rules of their own labels: {string.Join(", ", known.Where(label => label.Training is not null)
            .Select(label => $"{Percent(label.Training!.Value)} of those labelled {MessageText.Quote(label.Label)}"))}",
    };

    /// <summary>Whether letters, endings and the like are distributed as in held-out names.</summary>
    public static Finding? Resemblance(CheckInput input)
    {
        var features = NameFeatures.All.Select(feature => (feature.Name, Distance: input.Find($"js_distance.{feature.Name}"), Excess: input.Find($"js_distance.{feature.Name}.difference")))
            .Where(feature => feature.Excess is not null).ToList();
        if (features.Count == 0)
            return null;
        if (input.HasFewNames || features.Exists(feature => double.IsNaN(feature.Excess!.Value.Low)))
            return new Finding("resemblance", Severity.NotJudged, "Whether the samples are distributed like the held-out names is not judged: there are too few held-out names.");

        var worst = features.MaxBy(feature => feature.Excess!.Value.Low);
        var numbers = $"their {worst.Name} lie {Number(worst.Distance!.Value)} from those of the held-out names (Jensen-Shannon distance, 0 to 1), {Number(worst.Excess!.Value)} farther than the training names' do";
        return worst.Excess.Value.Low switch
        {
            > FarOff => new Finding("resemblance", Severity.Defect, $"The samples are distributed unlike the held-out names: {numbers}."),
            > Off => new Finding("resemblance", Severity.Warning, $"The samples differ from the held-out names: {numbers}."),
            > 0 => new Finding("resemblance", Severity.Note, $"The samples differ a little from the held-out names: {numbers}."),
            _ => new Finding("resemblance", Severity.Passed, "The samples are distributed like the held-out names: none of the lengths, letters, bigrams, trigrams and endings lies farther from them than the training names' do."),
        };
    }

    /// <summary>Whether rules that were asked for fit the names.</summary>
    public static Finding? RulesFit(CheckInput input) => input.Rules.DontFit is { } real
        ? new Finding("rules", Severity.Warning, $"The rules of validity don't fit these names: only {Percent(real)} of the training names meet them.")
        : null;

    /// <summary>Whether the generator draws what the scorer says.</summary>
    public static Finding? Sampler(CheckInput input) => Math.Abs(input.SamplerDeviation) switch
    {
        double.NaN => null,
        > SamplerDeviations => new Finding("sampler", Severity.Defect, $"The generator doesn't draw from the model: real names among the samples are {Number(input.SamplerDeviation, "0.0")} standard deviations off their exact expectation."),
        _ => new Finding("sampler", Severity.Passed, $"The generator draws what the model says: real names among the samples are {Number(input.SamplerDeviation, "0.0")} standard deviations off their exact expectation."),
    };
}
