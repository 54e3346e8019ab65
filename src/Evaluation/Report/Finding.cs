namespace MlPipeline.Evaluation.Report;

/// <summary>How grave a finding is.</summary>
internal enum Severity
{
    /// <summary>The model shouldn't be used for what it is made for.</summary>
    Defect,

    /// <summary>A reader must know it before trusting the model or the report.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>A check that can't say anything here, and why.</summary>
    NotJudged,

    /// <summary>A check that found nothing wrong.</summary>
    Passed,
}

/// <summary>What a check says in words.</summary>
/// <param name="Check">Name of the check, such as <c>memorised</c>.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Text">Sentences with the numbers they rest on.</param>
internal sealed record Finding(string Check, Severity Severity, string Text);
