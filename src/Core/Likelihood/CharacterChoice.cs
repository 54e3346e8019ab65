using MlPipeline.Numerics;

namespace MlPipeline.Likelihood;

/// <summary>What may come next.</summary>
/// <param name="Character">The character; empty for the end of the name.</param>
/// <param name="LogProbability">ln of its probability after the text, in nats, at most 0.</param>
public sealed record CharacterChoice(string Character, double LogProbability)
{
    /// <summary>Gets the character; empty for the end of the name.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Character
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Character);

    /// <summary>Gets its probability after the text, in [0, 1].</summary>
    public double Probability => PortableMath.Exp(LogProbability);
}
