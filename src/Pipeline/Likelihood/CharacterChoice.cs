namespace MlPipeline.Likelihood;

/// <summary>What may come next.</summary>
/// <param name="Character">The character; empty for the end of the name.</param>
/// <param name="Probability">Its probability after the text, in [0, 1].</param>
public sealed record CharacterChoice(string Character, double Probability);
