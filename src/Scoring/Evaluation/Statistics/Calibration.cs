namespace MlPipeline.Scoring.Evaluation.Statistics;

/// <summary>Whether stated probabilities mean what they say.</summary>
/// <param name="Bins">The reliability curve.</param>
/// <param name="ExpectedError">Expected calibration error.</param>
/// <param name="Confidence">Mean stated probability.</param>
/// <param name="Accuracy">Share of hits.</param>
/// <param name="Overconfidence">Confidence less accuracy.</param>
internal sealed record Calibration(
    IReadOnlyList<CalibrationBin> Bins, Interval ExpectedError, Interval Confidence, Interval Accuracy, Interval Overconfidence);
