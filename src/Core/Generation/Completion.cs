using MlPipeline.Numerics;

namespace MlPipeline.Generation;

/// <summary>A name that completes a prefix.</summary>
/// <param name="Rank">Its place among the prefix's names, from 1: most probable first, those that were cut behind the whole ones.</param>
/// <param name="Name">The name, with its prefix.</param>
/// <param name="LogLikelihood">
/// Of the whole name with its end, in nats, at temperature 1 and without filters, under the label asked for; of a name that was
/// cut, of its characters alone.
/// </param>
/// <param name="IsTruncated">Whether the name was cut at the longest length, as it would not end.</param>
public sealed record Completion(int Rank, string Name, double LogLikelihood, bool IsTruncated)
{
    /// <summary>Gets the name, with its prefix.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Name
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Name);

    /// <summary>Orders the names of a prefix and numbers them.</summary>
    internal static IReadOnlyList<Completion> InOrder(IEnumerable<Completion> names) =>
    [
        .. names.OrderBy(name => name.IsTruncated).ThenByDescending(name => name.LogLikelihood)
            .Select((name, i) => name with { Rank = i + 1 }),
    ];

    /// <summary>Gets the probability that <see cref="LogLikelihood"/> is the logarithm of, in [0, 1].</summary>
    public double Probability => PortableMath.Exp(LogLikelihood);
}
