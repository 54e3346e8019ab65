namespace MlPipeline.Reporting.Charts;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where it stands.</param>
/// <param name="Text">What is written there.</param>
internal readonly record struct Tick(double Value, string Text);
