namespace MlPipeline.Evaluation.Reports.Comparison;

/// <summary>How a comparison of two reports is written.</summary>
internal enum DiffFormat
{
    /// <summary>A table for a terminal.</summary>
    Text,

    /// <summary>GitHub-flavoured Markdown.</summary>
    Md,

    /// <summary>One page, like the report.</summary>
    Html,

    /// <summary>All rows, for programs.</summary>
    Json,
}
