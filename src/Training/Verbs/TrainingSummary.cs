using MlPipeline.Generation;
using MlPipeline.Training.Optimization;
using MlPipeline.Training.Runs;
using Spectre.Console;

namespace MlPipeline.Training.Verbs;

/// <summary>Tells how a run ended: fit beside the baselines, the proof of the export, where the model is.</summary>
internal static class TrainingSummary
{
    private const int NameCount = 10;

    public static void Write(IAnsiConsole console, TrainingRequest request, TrainingRun.Outcome outcome)
    {
        var (best, proof) = (outcome.Best!, outcome.Proof!);
        console.WriteLine();
        console.WriteLine(outcome.End switch
        {
            TrainingEnd.OutOfPatience => $"The validation loss stopped improving: epoch {best.Epoch} was the best.",
            TrainingEnd.OutOfTime => $"The time budget is used up: epoch {best.Epoch} was the best.",
            _ => $"All epochs are done: epoch {best.Epoch} was the best.",
        });

        console.WriteLine("\nNats per character on the held-out names (they also chose the epoch)");
        foreach (var (name, nats) in outcome.Description.Baselines)
            console.WriteLine($"  {name,-24} {nats:F4}");
        console.WriteLine($"  {request.Options.Cell.ToString().ToUpperInvariant(),-24} {best.ValidationNats:F4}");
        if (best.LabelledNats is { } labelled)
            console.WriteLine($"  {$"{request.Options.Cell.ToString().ToUpperInvariant()}, label given",-24} {labelled:F4}");

        console.WriteLine(
            $"\nExport check: TorchSharp and both engines differ by at most {proof.LargestDifference:0.0e+0} in " +
                $"{proof.ComparedLogits:N0} logits " +
            $"(limit {proof.Tolerance:0e+0}); {proof.GreedyNames} greedy names through ML.NET are identical.");
        console.WriteLine($"Wrote {request.Output} ({new FileInfo(request.Output).Length / 1e6:F1} MB).");
    }

    /// <summary>Generates names that are not in the training data; fewer than ten where a tiny model knows no more.</summary>
    public static IReadOnlyList<string> NewNames(NameGenerator generator)
    {
        var names = new List<string>();
        try
        {
            foreach (var generated in generator.Generate(new GenerationOptions { Count = NameCount, Unique = true, Novel = true }))
                names.Add(generated.Name);
        }
        catch (GenerationException)
        {
            // What was found until then is shown.
        }

        return names;
    }
}
