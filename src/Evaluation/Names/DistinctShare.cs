using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Names;

/// <summary>
/// Shares that count distinct names: uniqueness and novelty. Drawing the draws again would make duplicates that the model never made, so
/// the
/// variance comes from theory. If draws came at random times, the number of distinct names would have the variance
/// Σ e⁻ⁿᵖ (1 − e⁻ⁿᵖ), which is how many new names as many draws again would bring, f₁ − f₂ + f₃ − … with f_k names drawn k times
/// (Good and Toulmin, "The number of new species, and the increase in population coverage, when a sample is increased", 1956). The number
/// of draws is fixed, which takes f₁²/n away (Holst, "Some asymptotic results for occupancy problems", 1977).
/// </summary>
/// <remarks>
/// Of few names the series is noisy and may be far too small. The jackknife, f₁ − f₁²/n, is too large on average (Efron and Stein, "The
/// jackknife estimate of variance", 1981), and twice the variance where few names repeat: its half is the least that is believed.
/// </remarks>
internal static class DistinctShare
{
    /// <summary>Computes distinct names / draws, the uniqueness, with its 95 % interval.</summary>
    /// <param name="counts">How often each distinct name was drawn, each at least 1.</param>
    /// <exception cref="ArgumentException">There are no names.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static Interval Of(IReadOnlyCollection<int> counts)
    {
        var drawn = Drawn.Of(counts, nameof(counts));
        if (drawn.Draws == 0)
            throw new ArgumentException("Nothing was drawn: a share of distinct names takes at least one.", nameof(counts));

        return IntervalOf(counts.Count, drawn.Draws, Variance((drawn, 1 / drawn.Draws)));
    }

    /// <summary>Computes marked distinct names / all distinct names, such as the novelty, with its 95 % interval (delta method).</summary>
    /// <param name="marked">How often each distinct marked name was drawn, each at least 1.</param>
    /// <param name="others">How often each other distinct name was drawn, each at least 1.</param>
    /// <exception cref="ArgumentException">There are no names.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static Interval Of(IReadOnlyCollection<int> marked, IReadOnlyCollection<int> others)
    {
        var (markedDrawn, otherDrawn) = (Drawn.Of(marked, nameof(marked)), Drawn.Of(others, nameof(others)));
        double all = marked.Count + others.Count;
        if (all == 0)
            throw new ArgumentException("Nothing was drawn: a share of distinct names takes at least one.", nameof(marked));

        var variance = Variance((markedDrawn, others.Count / (all * all)), (otherDrawn, -marked.Count / (all * all)));
        return IntervalOf(marked.Count, all, variance);
    }

    // Of Σ slope · distinct names, over disjoint kinds of names.
    private static double Variance(params ReadOnlySpan<(Drawn Drawn, double Slope)> kinds)
    {
        double series = 0, jackknife = 0, once = 0, draws = 0;
        foreach (var (drawn, slope) in kinds)
        {
            series += slope * slope * drawn.Growth;
            jackknife += slope * slope * drawn.Once;
            once += slope * drawn.Once;
            draws += drawn.Draws;
        }

        var fixedDraws = once * once / draws;
        return Math.Max(series - fixedDraws, Math.Max(0, jackknife - fixedDraws) / 2);
    }

    // A normal interval would have no width where nothing repeats; Wilson's, with as many trials as give this variance, does.
    private static Interval IntervalOf(double part, double whole, double variance)
    {
        var share = part / whole;
        return Proportion.Wilson(share, share is 0 or 1 ? whole : share * (1 - share) / variance);
    }

    /// <summary>Names of one kind.</summary>
    /// <param name="Draws">How often they were drawn together.</param>
    /// <param name="Once">How many were drawn once.</param>
    /// <param name="Growth">How many new ones as many draws again would bring.</param>
    private readonly record struct Drawn(double Draws, double Once, double Growth)
    {
        public static Drawn Of(IReadOnlyCollection<int> counts, string parameter)
        {
            double draws = 0, once = 0, growth = 0;
            foreach (var count in counts)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, parameter);
                draws += count;
                once += count == 1 ? 1 : 0;
                growth += count % 2 == 0 ? -1 : 1;
            }

            return new Drawn(draws, once, Math.Clamp(growth, 0, once));
        }
    }
}
