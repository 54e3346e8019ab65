namespace MlPipeline.Likelihood;

/// <summary>How one character of a name, or its end, was expected.</summary>
/// <param name="Character">The character; empty for the end of the name.</param>
/// <param name="LogProbability">ln of its probability after the text before it, in nats, at most 0.</param>
/// <param name="Rank">Its place among the choices, from 1 for the likeliest.</param>
/// <param name="Expected">What the model expected there.</param>
public sealed record CharacterScore(string Character, double LogProbability, int Rank, NextCharacter Expected);
