using MlPipeline.Numerics;

namespace MlPipeline.Generation;

/// <summary>Counts the draws of one reading of a request's names. Not thread-safe.</summary>
internal sealed class DrawTally(bool isBiased)
{
    private double _arrivals;
    private bool _isRace;

    /// <summary>Gets the number of draws so far.</summary>
    public long Draws { get; private set; }

    /// <summary>Gets the number of draws that met the constraints.</summary>
    public long Accepted { get; private set; }

    /// <summary>Gets whether the names don't follow the model's distribution.</summary>
    public bool IsBiased => isBiased;

    /// <summary>Gets the share of unconstrained draws that meet the constraints; NaN where it can't be told.</summary>
    public double AcceptanceRate =>
        IsBiased || Draws == 0
            ? double.NaN
            : !_isRace ? (double)Accepted / Draws : Draws > 1 ? Math.Min(1, (Draws - 1) / _arrivals) : double.NaN;

    /// <summary>Gets the standard error of <see cref="AcceptanceRate"/>.</summary>
    public double AcceptanceRateError => _isRace
        ? Draws > 2 ? AcceptanceRate / Math.Sqrt(Draws - 2) : double.NaN
        : Math.Sqrt(AcceptanceRate * (1 - AcceptanceRate) / Draws);

    /// <summary>
    /// Gets the ends of the 95 % interval of <see cref="AcceptanceRate"/>; NaN before the first draw, and where the draws are biased.
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

    /// <summary>Counts a draw.</summary>
    public void Count(Draw draw)
    {
        Draws++;
        Accepted += draw.Outcome == DrawOutcome.Name ? 1 : 0;
        _arrivals += PortableMath.Exp(draw.LogArrival ?? 0);
        _isRace |= draw.LogArrival is not null;
    }
}
