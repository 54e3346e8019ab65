namespace MlPipeline.Generation.Sampling;

/// <summary>Changes the logits of the next character before it is drawn. Rules hold no state: safe for any number of threads.</summary>
internal interface ISamplingRule
{
    /// <summary>Rewrites logits in place; −∞ forbids a token. At least one token must stay possible.</summary>
    void Apply(Span<float> logits);
}
