namespace MlPipeline.Generation;

/// <summary>How draws are made to meet constraints.</summary>
public enum ConstraintMode
{
    /// <summary>
    /// The names follow the model's distribution among all names that meet the constraints: without bias, and slow where
    /// few do.
    /// </summary>
    Exact,

    /// <summary>
    /// Characters after which no name can meet the constraints are masked step by step. Every draw succeeds, but names
    /// behind unlikely forks come too often: biased.
    /// </summary>
    Fast,
}
