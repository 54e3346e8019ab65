namespace MlPipeline.Reporting.Charts;

/// <summary>A point that is drawn as its text.</summary>
/// <param name="Text">A letter or a few.</param>
/// <param name="X">Lying coordinate; a point whose place isn't a number is left out.</param>
/// <param name="Y">Upright coordinate.</param>
/// <param name="Group">Number of its group, from 0.</param>
internal readonly record struct ScatterPoint(string Text, double X, double Y, int Group = 0);
