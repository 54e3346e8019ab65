namespace MlPipeline.Evaluation.Reports.Comparison;

/// <summary>What a difference allows to say of the second model.</summary>
internal enum DiffVerdict
{
    /// <summary>Its interval lies on the good side of 0.</summary>
    Better,

    /// <summary>Its interval lies on the bad side of 0.</summary>
    Worse,

    /// <summary>Its interval excludes 0, and neither side is good.</summary>
    Different,

    /// <summary>Its interval holds 0.</summary>
    NoDifferenceFound,

    /// <summary>There are too few names for an interval to mean anything.</summary>
    TooFewNames,

    /// <summary>There is no interval to judge by.</summary>
    NotJudged,

    /// <summary>One report doesn't judge names by rules, or by other rules.</summary>
    OtherRules,
}
