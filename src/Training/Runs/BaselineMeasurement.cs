using MlPipeline.NGrams;
using MlPipeline.Text;

namespace MlPipeline.Training.Runs;

/// <summary>Fits the baselines to the same names: a number without its baseline says nothing.</summary>
internal static class BaselineMeasurement
{
    /// <summary>Fits on the training names and measures on the validation names, which choose nothing here.</summary>
    /// <returns>Name of the baseline to its nats per character.</returns>
    public static IReadOnlyDictionary<string, double> Measure(Dataset dataset, Vocabulary vocabulary)
    {
        var validation = BaselineSuite.SymbolsOf(dataset.Validation.Select(record => record.Name), vocabulary);
        return BaselineSuite.Fit(dataset.Training.Select(record => record.Name), vocabulary).All
            .ToDictionary(baseline => baseline.Name, baseline => baseline.NatsPerCharacter(validation));
    }
}
