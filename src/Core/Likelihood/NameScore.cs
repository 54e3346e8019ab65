namespace MlPipeline.Likelihood;

/// <summary>How likely a name is under a model.</summary>
/// <param name="Name">The name as it was scored, normalised.</param>
/// <param name="LogLikelihood">Σ ln P over its characters and its end, in nats, at most 0.</param>
/// <param name="PredictedCharacters">Its characters and its end: n + 1.</param>
public sealed record NameScore(string Name, double LogLikelihood, int PredictedCharacters)
{
    /// <summary>Gets the name as it was scored, normalised.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Name
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Name);

    /// <summary>Gets −<see cref="LogLikelihood"/> / <see cref="PredictedCharacters"/>.</summary>
    public double NatsPerCharacter => -LogLikelihood / PredictedCharacters;
}
