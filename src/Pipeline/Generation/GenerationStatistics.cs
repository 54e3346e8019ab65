using MlPipeline.Generation.Draws;

namespace MlPipeline.Generation;

/// <summary>What a request cost, counted while its names are taken.</summary>
/// <remarks>One object for one request. Read it from the thread that takes the names.</remarks>
public sealed class GenerationStatistics
{
    private double _arrivals;
    private bool _isRace;

    /// <summary>Gets the number of draws so far.</summary>
    public long Draws { get; private set; }

    /// <summary>Gets the number of draws that met the constraints, repeated names among them.</summary>
    public long Accepted { get; private set; }

    /// <summary>Gets whether the names don't follow the model's distribution among those that meet the constraints: <see cref="ConstraintMode.Fast"/>.</summary>
    public bool IsBiased { get; internal set; }

    /// <summary>
    /// Gets the share of unconstrained draws, behind the prefix and under the sampling rules, that meet the constraints.
    /// It is counted; or, where draws are raced, estimated from the times of arrival, which are exponential at this rate.
    /// NaN before there is enough to tell, and where the draws are biased.
    /// </summary>
    public double AcceptanceRate => IsBiased || Draws == 0 ? double.NaN : !_isRace ? (double)Accepted / Draws : Draws > 1 ? Math.Min(1, (Draws - 1) / _arrivals) : double.NaN;

    /// <summary>Gets the standard error of <see cref="AcceptanceRate"/>.</summary>
    public double AcceptanceRateError => _isRace
        ? Draws > 2 ? AcceptanceRate / Math.Sqrt(Draws - 2) : double.NaN
        : Math.Sqrt(AcceptanceRate * (1 - AcceptanceRate) / Draws);

    /// <summary>
    /// Gets the ends of the 95 % interval of <see cref="AcceptanceRate"/>, in [0, 1]. It holds from the first draw on, where there is no
    /// standard error yet or one of 0; NaN before, and where the draws are biased.
    /// </summary>
    public (double Low, double High) AcceptanceRateInterval
    {
        get
        {
            if (IsBiased || Draws == 0)
                return (double.NaN, double.NaN);

            var (low, high) = _isRace ? RateInterval.OfTimes(Draws, _arrivals) : RateInterval.OfShare(Accepted, Draws);
            return (Math.Min(1, low), Math.Min(1, high));
        }
    }

    internal void Count(Draw draw)
    {
        Draws++;
        Accepted += draw.Outcome == DrawOutcome.Name ? 1 : 0;
        _arrivals += Math.Exp(draw.LogArrival ?? 0);
        _isRace |= draw.LogArrival is not null;
    }
}
