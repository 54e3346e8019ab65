namespace MlPipeline.Generation;

/// <summary>How the names are found that complete a prefix.</summary>
public enum CompletionMethod
{
    /// <summary>Drawn from the model, independently.</summary>
    Samples,

    /// <summary>By beam search: likely ones, fast, without a proof that they are the likeliest.</summary>
    Beam,

    /// <summary>The likeliest, provably.</summary>
    Top,
}
