namespace MlPipeline.Scoring.Evaluation.Statistics;

/// <summary>Guesses whose stated probability lies in one bin.</summary>
/// <param name="From">Lower end, exclusive.</param>
/// <param name="To">Upper end, inclusive.</param>
/// <param name="Count">Guesses in it.</param>
/// <param name="Confidence">Mean stated probability; NaN for an empty bin.</param>
/// <param name="Accuracy">Share of hits; NaN for an empty bin.</param>
internal sealed record CalibrationBin(double From, double To, int Count, double Confidence, Interval Accuracy);
