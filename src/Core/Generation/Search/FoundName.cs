namespace MlPipeline.Generation;

/// <summary>A name that a search found.</summary>
/// <param name="Name">The name with its prefix.</param>
/// <param name="LogLikelihood">Of the whole name with its end under the model, in nats.</param>
/// <param name="LogProbability">Behind the prefix, under the sampling rules, in nats.</param>
/// <param name="Rank">What the search ordered it by: smaller came first.</param>
internal sealed record FoundName(string Name, double LogLikelihood, double LogProbability, double Rank);
