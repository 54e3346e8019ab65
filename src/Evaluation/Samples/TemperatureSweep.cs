using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;
using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Evaluation.Samples;

/// <summary>Draws names from cold to hot: quality against diversity.</summary>
internal static class TemperatureSweep
{
    private const int MostNames = 2_000;
    private static readonly float[] Temperatures = [0.3f, 0.5f, 0.7f, 0.8f, 0.9f, 1, 1.1f, 1.2f, 1.5f];
    private static readonly int Trigrams = NameFeatures.All.Index().Single(feature => feature.Item.Name == "trigrams").Index;

    /// <summary>Draws and measures; a temperature at which the model gives up is left out.</summary>
    /// <param name="model">The model.</param>
    /// <param name="request">Number of names and seed.</param>
    /// <param name="heldOut">Names to compare with.</param>
    /// <param name="training">Names that aren't new.</param>
    /// <param name="rules">By which names are judged; null where they aren't.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<SweepPoint> Run(
        ICharacterModel model, EvaluationRequest request, NameGroup heldOut, NameGroup training, NameRules? rules,
        CancellationToken cancellation)
    {
        var count = Math.Min(request.Samples, MostNames);
        return [.. Temperatures.Select(Measure).OfType<SweepPoint>()];

        SweepPoint? Measure(float temperature)
        {
            var draws = SampleDraws.Of(
                model, new GenerationOptions { Count = count, Temperature = temperature, Seed = request.Seed }, cancellation);
            if (draws.Failure is not null)
                return null;

            var names = NameGroup.Of([.. draws.Names.Select(name => name.Name)], rules);
            return new SweepPoint(
                Math.Round(temperature, 2), count, rules is null
                    ? null
                    : names.Validity(), names.Uniqueness(), names.Novelty(training), names.Diversity(),
                JensenShannon.Distance(names.Features[Trigrams], heldOut.Features[Trigrams]));
        }
    }
}
