using MlPipeline.Decoding;

namespace MlPipeline.Generation;

/// <summary>A text that a search has come to; or, where its last token is the boundary, a whole name.</summary>
/// <param name="Parent">The text without its last token; null for the text that the search starts from.</param>
/// <param name="Token">The last token.</param>
/// <param name="Length">Characters, without start and end.</param>
/// <param name="LogLikelihood">Of the whole text under the model, in nats.</param>
/// <param name="LogProbability">Behind the prefix, under the sampling rules, in nats.</param>
/// <param name="Rank">What the search orders by: smaller goes first.</param>
/// <param name="Key">Keys the random numbers of what follows.</param>
/// <param name="State">What the text means to the constraints.</param>
internal readonly record struct SearchText(
    PrefixNode? Parent, int Token, int Length, double LogLikelihood, double LogProbability, double Rank, ulong Key, ConstraintState State);
