namespace MlPipeline.Generation;

/// <summary>Changes the logits of the next character before it is drawn. Rules hold no state: safe for any number of threads.</summary>
internal interface ISamplingRule
{
    /// <summary>Rewrites logits in place; −∞ forbids a token, and what is forbidden stays so.</summary>
    /// <param name="logits">Logits of all V tokens, none of them NaN or +∞.</param>
    /// <param name="text">Token ids of the name so far, its prefix included and without boundaries.</param>
    void Apply(Span<float> logits, ReadOnlySpan<int> text);
}
