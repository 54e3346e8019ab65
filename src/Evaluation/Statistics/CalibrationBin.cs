namespace MlPipeline.Evaluation.Statistics;

/// <summary>Guesses whose stated probability lies in one bin.</summary>
/// <param name="From">Lower end of the bin, which isn't in it.</param>
/// <param name="To">Upper end, which is.</param>
/// <param name="Count">Guesses in the bin.</param>
/// <param name="Confidence">Their mean stated probability; NaN if there are none.</param>
/// <param name="Accuracy">The share of them that came; NaN if there are none.</param>
internal sealed record CalibrationBin(double From, double To, int Count, double Confidence, Interval Accuracy);
