namespace MlPipeline.Likelihood;

/// <summary>How one character of a name, or its end, was expected.</summary>
/// <param name="Character">The character; empty for the end of the name.</param>
/// <param name="LogProbability">ln of its probability after the text before it, in nats, at most 0.</param>
/// <param name="Rank">Its place among the choices, from 1 for the most probable.</param>
/// <param name="Expected">What the model expected there.</param>
public sealed record CharacterScore(string Character, double LogProbability, int Rank, NextCharacter Expected)
{
    /// <summary>Gets the character; empty for the end of the name.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Character
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Character);

    /// <summary>Gets what the model expected there.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public NextCharacter Expected
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Expected);
}
