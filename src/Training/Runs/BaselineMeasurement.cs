using MlPipeline.Likelihood.Baselines;
using MlPipeline.Training.Optimization;

namespace MlPipeline.Training.Runs;

/// <summary>Fits the baselines to the same names: a number without its baseline says nothing.</summary>
internal static class BaselineMeasurement
{
    /// <summary>Fits on the training names and measures on the validation names, which also choose order and smoothing.</summary>
    /// <returns>Name of the baseline to its nats per character.</returns>
    public static IReadOnlyDictionary<string, double> Measure(TrainingData data)
    {
        var validation = Symbols(data.Validation);
        return BaselineSuite.Fit(Symbols(data.Training), validation, data.Vocabulary.Count - data.Vocabulary.FirstCharacter)
            .ToDictionary(baseline => baseline.Name, baseline => baseline.NatsPerCharacter(validation));

        int[][] Symbols(IReadOnlyList<TrainingName> names) =>
            [.. names.Select(name => Array.ConvertAll(name.Characters, id => (int)id - data.Vocabulary.FirstCharacter))];
    }
}
