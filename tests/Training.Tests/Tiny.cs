using MlPipeline.Models;
using MlPipeline.Training.Network;
using MlPipeline.Training.Optimization;
using MlPipeline.Training.Runs;
using Spectre.Console.Testing;
using static TorchSharp.torch;

namespace MlPipeline.Training.Tests;

/// <summary>Things small enough to train in a moment.</summary>
internal static class Tiny
{
    public static TrainingOptions Options { get; } = new() { Embedding = 6, Hidden = 12, BatchSize = 8, Epochs = 4, Patience = 4 };

    /// <summary>Sixty names of syllables, with labels by their endings.</summary>
    public static string Csv { get; } = "name,gender\n" + string.Concat(
        from first in new[] { "Jo", "Ra", "Mi", "Da", "Vė" }
        from second in new[] { "na", "sa", "lu" }
        from ending in new[] { "s", "a", "ė", "tas" }
        select $"{first}{second}{ending},{(ending[^1] == 's' ? "male" : "female")}\n");

    public static TrainingRequest Request(TemporaryFolder folder, TrainingOptions? options = null) => new()
    {
        Dataset = new DatasetRequest { DataPath = folder.Write("names.csv", Csv), Label = "gender", ValidationFraction = 0.2 },
        Output = folder["model.onnx"],
        Options = options ?? Options,
        Quiet = true,
    };

    public static TrainingRun.Outcome Run(TrainingRequest request)
    {
        using var console = new TestConsole();
        return new TrainingRun(request, console, TimeProvider.System).Run(Xunit.TestContext.Current.CancellationToken);
    }

    /// <summary>A network with random weights, large enough to saturate its gates now and then.</summary>
    public static CharacterNetwork Network(RecurrentCell cell, int layers, int vocabulary = 9, int firstCharacter = 3)
    {
        manual_seed(7 + layers);
        var network = new CharacterNetwork(
            new NetworkShape(cell, vocabulary, firstCharacter, layers, Embedding: 5, Hidden: 8), NetworkDropout.None);
        network.eval();
        using var _ = no_grad();
        foreach (var parameter in network.parameters())
            parameter.mul_(2);
        return network;
    }

    public static ModelManifest Manifest(CharacterNetwork network) => new()
    {
        Vocabulary = Text.Vocabulary.Of(["abcdėf"[..(network.Shape.Vocabulary - network.Shape.FirstCharacter)]], ["female"]),
        Normalization = Text.Normalization.Default,
        Cell = network.Shape.Cell,
        Layers = network.Shape.Layers,
        Embedding = network.Shape.Embedding,
        Hidden = network.Shape.Hidden,
        MaxLength = 12,
    };
}
