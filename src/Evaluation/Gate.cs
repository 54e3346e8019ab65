using System.Globalization;
using System.Text.RegularExpressions;
using MlPipeline.Common;
using MlPipeline.Evaluation.Report;

namespace MlPipeline.Evaluation;

/// <summary>A demand on a number of a report, such as <c>nats_per_character&lt;1.54</c>.</summary>
/// <remarks>
/// A bare name is the estimate; after a name <c>.low</c> and <c>.high</c> are the ends of its interval, so that
/// <c>novelty.low&gt;0.6</c> demands more than luck.
/// </remarks>
/// <param name="Expression">The demand as it was given.</param>
/// <param name="Metric">What it is about.</param>
/// <param name="Comparison">One of &lt;, &lt;=, &gt;, &gt;=.</param>
/// <param name="Threshold">What it is compared with.</param>
internal sealed partial record Gate(string Expression, string Metric, string Comparison, double Threshold)
{
    /// <summary>Reads a demand.</summary>
    /// <exception cref="RequestException">It is none.</exception>
    public static Gate Parse(string text)
    {
        var match = Form().Match(text);
        return match.Success && double.TryParse(match.Groups[3].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold)
            && double.IsFinite(threshold)
            ? new Gate(text, match.Groups[1].Value, match.Groups[2].Value, threshold)
            : throw new RequestException(
                $"'{text}' is not a threshold check. Give the name of a metric, one of < <= > >=, and a number, such as " +
                    $"'nats_per_character<1.54'.")
            {
                Settings = ["Gate"],
            };
    }

    /// <summary>Compares. A number that isn't there, or isn't one, meets no demand.</summary>
    /// <param name="metrics">The numbers of the report.</param>
    /// <param name="notJudged">Why names aren't judged by rules; null where they are.</param>
    public GateResult Check(IReadOnlyList<Metric> metrics, string? notJudged = null) => Find(metrics) switch
    {
        null => new GateResult(Expression, Metric, double.NaN, HasPassed: false, notJudged is not null && MetricNames.IsOfRules(Metric)
            ? $"was not judged: {notJudged}"
            : "is not in this report: nothing there is to be measured"),
        { } value when !double.IsFinite(value) =>
            new GateResult(Expression, Metric, double.NaN, HasPassed: false, "has no value here: it is exact, or there are too few names"),
        { } value => new GateResult(Expression, Metric, value, Holds(value)),
    };

    private bool Holds(double value) => Comparison switch
    {
        "<" => value < Threshold,
        "<=" => value <= Threshold,
        ">" => value > Threshold,
        _ => value >= Threshold,
    };

    private double? Find(IReadOnlyList<Metric> metrics)
    {
        if (metrics.FirstOrDefault(metric => metric.Name == Metric) is { } whole)
            return whole.Value.Value;
        var (name, end) = (Metric[..Math.Max(0, Metric.LastIndexOf('.'))], Metric[(Metric.LastIndexOf('.') + 1)..]);
        return (metrics.FirstOrDefault(metric => metric.Name == name), end) switch
        {
            ({ } metric, "low") => metric.Value.Low,
            ({ } metric, "high") => metric.Value.High,
            _ => null,
        };
    }

    [GeneratedRegex(@"^\s*([^\s<>]+?)\s*(<=|>=|<|>)\s*(\S+?)\s*\z")]
    private static partial Regex Form();
}
