namespace MlPipeline.Generation;

/// <summary>A generated name.</summary>
/// <param name="Name">The name, with its prefix.</param>
/// <param name="LogLikelihood">
/// Of the whole name with its end, in nats, at temperature 1 and without filters, under the label asked for.
/// </param>
/// <param name="Draw">Number of the draw, from 0: with the seed it repeats the name.</param>
public sealed record GeneratedName(string Name, double LogLikelihood, long Draw)
{
    /// <summary>Gets the name, with its prefix.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Name
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Name);
}
