namespace MlPipeline.Reporting.Charts;

/// <summary>A point of a line; one whose place isn't a number is a gap.</summary>
/// <param name="X">Lying coordinate.</param>
/// <param name="Y">Upright coordinate.</param>
/// <param name="Low">Lower end of the interval of <paramref name="Y"/>. Default: no interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Label">Written beside the point where there is room. Default: nothing.</param>
internal readonly record struct LinePoint(double X, double Y, double Low = double.NaN, double High = double.NaN, string? Label = null);
