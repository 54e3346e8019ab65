using MlPipeline.Numerics;

namespace MlPipeline.NGrams;

/// <summary>Sums the predictions of a baseline over whole names.</summary>
internal static class BaselineLikelihood
{
    /// <summary>Computes the log-likelihood of a name and its end.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="name">Symbol ids in [0, <see cref="IBaseline.SymbolCount"/>), n of them, without boundaries; may be empty.</param>
    /// <returns>Σ ln P over n + 1 predictions, in nats, finite and at most 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An id is outside its range.</exception>
    public static double LogLikelihood(this IBaseline baseline, ReadOnlySpan<int> name)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        var sum = PortableMath.Log(baseline.Probability(name, baseline.SymbolCount));
        for (var i = 0; i < name.Length; i++)
            sum += PortableMath.Log(baseline.Probability(name[..i], name[i]));

        return sum;
    }

    /// <summary>Computes the mean surprise of a prediction over all names, long names weighing more.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="names">At least one name, each as <see cref="LogLikelihood"/> takes it.</param>
    /// <returns>−Σ log-likelihood / Σ (n + 1), in nats, at least 0.</returns>
    /// <exception cref="ArgumentException">There are no names.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An id is outside its range.</exception>
    public static double NatsPerCharacter(this IBaseline baseline, IReadOnlyList<int[]> names)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        Symbols.RequireNames(names);
        return -names.Sum(name => baseline.LogLikelihood(name)) / names.Sum(name => name.Length + 1L);
    }
}
