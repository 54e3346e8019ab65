using System.Globalization;
using System.Text.RegularExpressions;
using MlPipeline.Common;
using MlPipeline.Evaluation.Fit;
using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Evaluation;

/// <summary>
/// The numbers that the report on a request may have, known before anything is measured: a demand on any other is a mistake.
/// </summary>
internal sealed partial class MetricNames
{
    private const string Validity = "validity";
    private const int Nearest = 5;

    private readonly EvaluationRequest _request;
    private readonly ModelManifest _manifest;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Collects them.</summary>
    /// <param name="request">What is evaluated.</param>
    /// <param name="manifest">The model's.</param>
    /// <param name="rules">The rules that may judge names; null for none.</param>
    public MetricNames(EvaluationRequest request, ModelManifest manifest, NameRules? rules)
    {
        (_request, _manifest) = (request, manifest);
        string[] labels = [.. manifest.Vocabulary.Labels.Keys.Select(label => $"label={label}")];
        string[] keys =
            [EvaluationBaselines.UniformKey, EvaluationBaselines.UnigramKey, EvaluationBaselines.BigramKey,
                EvaluationBaselines.KneserNeyKey, "copy"];
        string[] parts =
            ["", .. HeldOutPart.ByTrainingNames.Select(part => part.Key), HeldOutPart.WithoutLabel.Key,
                .. labels.Select(label => $".{label}")];
        string[] judged = [Validity, .. (rules ?? LithuanianNameRules.Rules).Names.Concat(labels).Select(part => $"{Validity}.{part}")];
        string[] distances = [.. NameFeatures.All.Select(feature => $"js_distance.{feature.Name}")];
        string[] real = [.. judged, "capitalised", "novelty", "internal_diversity", "nearest_training_distance", .. distances];
        foreach (var name in (string[])
        [
            .. parts.SelectMany(part => (string[])[$"nats_per_character{part}", $"difference.{EvaluationBaselines.KneserNeyKey}{part}"]),
            "nats_per_character.labelled", .. labels.Select(label => $"nats_per_character.labelled.{label}"),
            "bits_per_character", "perplexity", "nats_per_name",
            .. keys.SelectMany(key => (string[])[$"baseline.{key}.nats_per_character", $"difference.{key}"]),
            "ece", "confidence", "accuracy", "overconfidence", .. real, "uniqueness", "uniqueness.1000",
            .. distances.Select(distance => $"{distance}.difference"), .. real.Select(name => $"heldout.{name}"),
            .. real.Select(name => $"training.{name}"), "coverage", "coverage.expected",
            "copied_share", "copied_share.expected", "copied_share.unmemorised", "memorisation_factor",
            "membership_auc", "membership_auc.calibrated",
            "canary_exposure.mean", "canary_exposure.max", "canary_exposure.p_value", "defects", "warnings", "not_judged",
        ])
        {
            _names.Add(name);
        }
    }

    /// <summary>Says whether a number rests on the rules of valid names.</summary>
    public static bool IsOfRules(string metric) => metric.Split('.').Contains(Validity, StringComparer.Ordinal);

    /// <summary>Says whether a report may have a number of this name.</summary>
    public bool Has(string metric) => _names.Contains(metric) || Counted().IsMatch(metric);

    /// <summary>Refuses demands on numbers that the report can't have.</summary>
    /// <exception cref="RequestException">There is such a demand.</exception>
    public void Require(IEnumerable<Gate> gates)
    {
        foreach (var gate in gates)
        {
            var name = Has(gate.Metric) ? gate.Metric : End().Replace(gate.Metric, "");
            if (Refuse(name) is { } problem)
                throw new RequestException($"{MessageText.Quote(gate.Expression)}: {problem}") { Settings = ["Gate"] };
        }
    }

    private string? Refuse(string name)
    {
        if (!Has(name))
        {
            var nearest = _names.OrderBy(other => EditDistance.Of(other, name)).ThenBy(other => other, StringComparer.Ordinal)
                .Take(Nearest);
            var known = _manifest.Vocabulary.Labels.Count == 0 ? "none" : MessageText.List(_manifest.Vocabulary.Labels.Keys);
            var labels = name.Contains("label=", StringComparison.Ordinal) ? $" The model's labels: {known}." : "";
            return $"there is no metric {MessageText.Quote(name)} in a report.{labels} Similar names: {MessageText.List(nearest)}; " +
                "each also with .low and .high. docs/evaluation.md lists them all.";
        }

        return name switch
        {
            _ when name.StartsWith("canary_exposure.", StringComparison.Ordinal) && _request.Canaries is null =>
                $"the metric '{name}' requires canaries. Give the file of canaries.",
            _ when name.StartsWith("nats_per_character.labelled", StringComparison.Ordinal) && _request.LabelColumn is null =>
                $"the metric '{name}' requires labels. Name the column of labels.",
            "uniqueness.1000" when _request.Samples <= 1000 => string.Create(
                CultureInfo.InvariantCulture,
                $"the metric '{name}' requires more than 1,000 samples, and {_request.Samples:N0} are requested."),
            _ => null,
        };
    }

    [GeneratedRegex(@"^(?:nats_per_character\.length|nats\.position)=[0-9]+\z")]
    private static partial Regex Counted();

    [GeneratedRegex(@"\.(?:low|high)\z")]
    private static partial Regex End();
}
