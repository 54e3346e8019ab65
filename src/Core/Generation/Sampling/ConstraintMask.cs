namespace MlPipeline.Generation;

/// <summary>Sets the logits of tokens that constraints forbid to −∞, and leaves the others.</summary>
/// <param name="logits">Logits of all V tokens behind the penalties, before the temperature.</param>
internal delegate void ConstraintMask(Span<float> logits);
