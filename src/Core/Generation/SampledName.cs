namespace MlPipeline.Generation;

/// <summary>A name of a sample without replacement.</summary>
/// <param name="Name">The name, with its prefix.</param>
/// <param name="LogLikelihood">
/// Of the whole name with its end, in nats, at temperature 1 and without filters, under the label asked for.
/// </param>
/// <param name="InclusionProbability">
/// The probability that the name is in the sample, given the first arrival outside it, in (0, 1]. The sum of f(name) /
/// InclusionProbability over the sample estimates the sum of f over all names without bias.
/// </param>
public sealed record SampledName(string Name, double LogLikelihood, double InclusionProbability)
{
    /// <summary>Gets the name, with its prefix.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Name
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Name);
}
