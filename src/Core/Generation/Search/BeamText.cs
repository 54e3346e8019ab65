using MlPipeline.Decoding;

namespace MlPipeline.Generation;

/// <summary>A text that a beam keeps.</summary>
internal sealed record BeamText(PrefixNode Node, int[] Characters, double LogLikelihood, ConstraintState State);
