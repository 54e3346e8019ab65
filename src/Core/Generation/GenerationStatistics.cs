namespace MlPipeline.Generation;

/// <summary>What a request cost, counted while its names are taken.</summary>
/// <remarks>
/// The figures are those of one reading of the names: the one that was begun last. A new reading begins at 0 and doesn't
/// add to those before it; one that was begun earlier and is still taken from is no longer shown. Read the figures from
/// the thread that takes the names.
/// </remarks>
public sealed class GenerationStatistics
{
    private DrawTally _tally = new(isBiased: false);

    /// <summary>Gets the number of draws so far.</summary>
    public long Draws => _tally.Draws;

    /// <summary>Gets the number of draws that met the constraints, repeated names among them.</summary>
    public long Accepted => _tally.Accepted;

    /// <summary>
    /// Gets whether the names don't follow the model's distribution among those that meet the constraints: <see
    /// cref="ConstraintMode.Fast"/>.
    /// </summary>
    public bool IsBiased => _tally.IsBiased;

    /// <summary>
    /// Gets the share of unconstrained draws, after the prefix and under the sampling rules, that meet the constraints.
    /// It is counted; or, where draws are raced, estimated from the times of arrival, which are exponential at this rate.
    /// NaN before there is enough to tell, and where the draws are biased.
    /// </summary>
    public double AcceptanceRate => _tally.AcceptanceRate;

    /// <summary>Gets the standard error of <see cref="AcceptanceRate"/>.</summary>
    public double AcceptanceRateError => _tally.AcceptanceRateError;

    /// <summary>
    /// Gets the ends of the 95 % interval of <see cref="AcceptanceRate"/>, in [0, 1]. It holds from the first draw on, where there is no
    /// standard error yet or one of 0; NaN before, and where the draws are biased.
    /// </summary>
    public (double Low, double High) AcceptanceRateInterval => _tally.AcceptanceRateInterval;

    /// <summary>Begins to show a new reading.</summary>
    internal DrawTally Begin(bool isBiased) => _tally = new DrawTally(isBiased);
}
