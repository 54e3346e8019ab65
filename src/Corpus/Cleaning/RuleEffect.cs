namespace MlPipeline.Corpus.Cleaning;

/// <summary>What a rule does to the rows it concerns.</summary>
internal enum RuleEffect
{
    Changed,
    Dropped,

    /// <summary>It only counts them.</summary>
    Found,
}
