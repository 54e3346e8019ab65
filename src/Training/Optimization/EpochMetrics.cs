namespace MlPipeline.Training.Optimization;

/// <summary>What an epoch brought.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="LearningRate">Of its last step.</param>
/// <param name="TrainingNats">Nats per character in training, with dropout, mean over the epoch.</param>
/// <param name="ValidationNats">Nats per character of the averaged weights on the validation names, unlabelled.</param>
/// <param name="LabelledNats">The same with the names' labels; null for a model without labels.</param>
/// <param name="CharactersPerSecond">Characters (ends counted) trained per second.</param>
/// <param name="Seconds">Since training began, resumed parts counted.</param>
internal sealed record EpochMetrics(
    int Epoch, double LearningRate, double TrainingNats, double ValidationNats, double? LabelledNats, double CharactersPerSecond,
    double Seconds);
