namespace MlPipeline.Generation;

/// <summary>How the names are found that complete a prefix.</summary>
public enum CompletionMethod
{
    /// <summary>Drawn from the model, independently.</summary>
    Samples,

    /// <summary>By beam search: likely ones, fast, without a proof that they are the most probable.</summary>
    Beam,

    /// <summary>The most probable, provably.</summary>
    Top,
}
