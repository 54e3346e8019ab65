namespace MlPipeline.Transforms;

/// <summary>The columns that <c>ScoreNames</c> appends.</summary>
public sealed class NameLikelihood
{
    /// <summary>Gets or sets Σ ln P over the characters and the end, in nats, at most 0.</summary>
    public double LogLikelihood { get; set; }

    /// <summary>Gets or sets the number of characters and the end: n + 1.</summary>
    public int PredictedCharacters { get; set; }

    /// <summary>Gets or sets −LogLikelihood / PredictedCharacters.</summary>
    public double NatsPerCharacter { get; set; }
}
