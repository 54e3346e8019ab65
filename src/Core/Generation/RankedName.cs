using MlPipeline.Numerics;

namespace MlPipeline.Generation;

/// <summary>A name that a search found.</summary>
/// <param name="Rank">Its place, from 1.</param>
/// <param name="Name">The name, with its prefix.</param>
/// <param name="LogLikelihood">
/// Of the whole name with its end, in nats, at temperature 1 and without filters, under the label asked for.
/// </param>
public sealed record RankedName(int Rank, string Name, double LogLikelihood)
{
    /// <summary>Gets the name, with its prefix.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Name
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Name);

    /// <summary>Gets the probability of the whole name with its end, in [0, 1].</summary>
    public double Probability => PortableMath.Exp(LogLikelihood);
}
