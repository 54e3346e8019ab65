namespace MlPipeline.Generation.Sampling;

/// <summary>Sets the logits of tokens that constraints forbid to −∞.</summary>
internal delegate void ConstraintMask(Span<float> logits);
