using MlPipeline.Decoding;
using MlPipeline.Generation.Constraints;

namespace MlPipeline.Generation.Search;

/// <summary>A text that a beam keeps.</summary>
internal sealed record BeamText(PrefixNode Node, int[] Characters, double LogLikelihood, ConstraintState State);
