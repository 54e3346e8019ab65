using System.Globalization;
using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Report;

/// <summary>Writes numbers for people, the same in every part of a report.</summary>
internal static class Wording
{
    private const double LeastOfOneDecimal = 0.05;

    /// <summary>Writes a number with its interval: <c>1.683 [1.640, 1.727]</c>.</summary>
    public static string Number(Interval interval, string format = "0.000") => double.IsNaN(interval.Low)
        ? Number(interval.Value, format)
        : $"{Number(interval.Value, format)} [{Number(interval.Low, format)}, {Number(interval.High, format)}]";

    /// <summary>Writes a share in per cent with its interval; a tiny one with two digits that count.</summary>
    public static string Percent(Interval share)
    {
        var percent = new Interval(100 * share.Value, 100 * share.Low, 100 * share.High);
        return $"{Number(percent, percent.Value is > 0 and < LeastOfOneDecimal ? "0.0e0" : "0.0")} %";
    }

    /// <summary>Says how many checks passed: <c>5 of 11 checks passed, 1 not judged.</c></summary>
    public static string Checks(EvaluationReport report)
    {
        var open = report.CountOf(Severity.NotJudged);
        return $"{Count(report.CountOf(Severity.Passed))} of {Count(report.Findings.Count)} checks " +
            $"passed{(open > 0 ? $", {Count(open)} not judged" : "")}.";
    }

    /// <summary>Writes a count: <c>10,000</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Writes a number; a dash for what is none. What rounds to 0 has no sign.</summary>
    public static string Number(double value, string format = "0.000")
    {
        if (!double.IsFinite(value))
            return "–";

        var text = value.ToString(format, CultureInfo.InvariantCulture);
        return text.StartsWith('-') && text.IndexOfAnyInRange('1', '9') < 0 ? text[1..] : text;
    }
}
