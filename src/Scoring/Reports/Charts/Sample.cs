namespace MlPipeline.Scoring.Reports.Charts;

/// <summary>Measurements that a <see cref="Histogram"/> counts.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Values">In any order and of any sign; what isn't a number is left out.</param>
internal sealed record Sample(string Name, IReadOnlyList<double> Values);
