using MlPipeline.Evaluation.Report;

namespace MlPipeline.Evaluation.Reports.Html;

/// <summary>Words for what a report judges: never by colour alone.</summary>
internal static class Words
{
    /// <summary>Says a verdict on the model.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Better => "better",
        Verdict.Worse => "worse",
        Verdict.TooFewNames => "too few names",
        _ => "no difference found",
    };

    /// <summary>Says a verdict on the model, marked.</summary>
    public static string Marked(Verdict verdict) => verdict switch
    {
        Verdict.Better => Marked(Severity.Passed, Of(verdict)),
        Verdict.Worse => Marked(Severity.Defect, Of(verdict)),
        _ => Of(verdict),
    };

    /// <summary>Marks a word as good or bad.</summary>
    public static string Marked(Severity severity, string word) => $"""<span class="word {ClassOf(severity)}">{word}</span>""";

    /// <summary>Says how grave a finding is.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Defect => "✗ Defect",
        Severity.Warning => "! Warning",
        Severity.Note => "i Note",
        Severity.NotJudged => "? Not judged",
        _ => "✓ Passed",
    };

    /// <summary>Gets the class of a finding's element.</summary>
    public static string ClassOf(Severity severity) => severity == Severity.NotJudged ? "open" : severity.ToString().ToLowerInvariant();
}
