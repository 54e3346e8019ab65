using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Evaluation.Samples;

/// <summary>Names that a model generated, as an app would: without filters, no longer than the longest training name.</summary>
/// <param name="Names">In the order of their draws; fewer than asked for where the model gave up.</param>
/// <param name="Draws">Draws that it took: empty and over-long ones are drawn again.</param>
/// <param name="Failure">Why there are fewer; null where there are not.</param>
internal sealed record SampleDraws(IReadOnlyList<GeneratedName> Names, long Draws, string? Failure)
{
    /// <summary>Gets the draws for each name, at least 1: a name of probability p is drawn with p times as much.</summary>
    public double DrawsPerName => Names.Count == 0 ? double.NaN : (double)Draws / Names.Count;

    /// <summary>Draws names.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How many, at what temperature, with what seed and label.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static SampleDraws Of(ICharacterModel model, GenerationOptions options, CancellationToken cancellation)
    {
        var (names, statistics) = (new List<GeneratedName>(), new GenerationStatistics());
        try
        {
            names.AddRange(
                new NameGenerator(model).Generate(options with { Threads = Environment.ProcessorCount }, statistics, cancellation));
            return new SampleDraws(names, statistics.Draws, null);
        }
        catch (GenerationException exception)
        {
            return new SampleDraws(names, statistics.Draws, exception.Message);
        }
    }
}
