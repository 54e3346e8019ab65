using MlPipeline.Decoding;
using MlPipeline.Generation.Constraints;

namespace MlPipeline.Generation.Search;

/// <summary>A text that a search may go on with; or, where its last token is the boundary, a whole name.</summary>
internal sealed class Candidate
{
    /// <summary>The text without its last token; null for the text that the search starts from.</summary>
    public required PrefixNode? Parent { get; init; }

    /// <summary>The last token.</summary>
    public required int Token { get; init; }

    /// <summary>Characters, without start and end.</summary>
    public required int Length { get; init; }

    /// <summary>Of the whole text under the model, in nats.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Behind the prefix, under the sampling rules, in nats.</summary>
    public required double LogProbability { get; init; }

    /// <summary>What the search orders by: smaller goes first.</summary>
    public required double Rank { get; init; }

    /// <summary>Keys the random numbers of what follows.</summary>
    public required ulong Key { get; init; }

    /// <summary>What the text means to the constraints.</summary>
    public required ConstraintState State { get; init; }
}
