using System.Text.Json.Nodes;
using MlPipeline.Models;
using MlPipeline.Text;
using MlPipeline.Training.Network;
using MlPipeline.Training.Optimization;

namespace MlPipeline.Training.Runs;

/// <summary>
/// Everything about a run but its weights: with them it is a model file. Part of every checkpoint, so that one can be
/// exported without the data it was trained on.
/// </summary>
internal sealed record RunDescription
{
    public required TrainingOptions Options { get; init; }

    public required IReadOnlyList<string> Tokens { get; init; }

    public required IReadOnlyDictionary<string, int> Labels { get; init; }

    public required IReadOnlyList<string> NormalizationRules { get; init; }

    /// <summary>Length of the longest name, in characters.</summary>
    public required int MaxLength { get; init; }

    public required JsonObject Dataset { get; init; }

    /// <summary>Nats per character of the baselines on the validation names.</summary>
    public required IReadOnlyDictionary<string, double> Baselines { get; init; }

    /// <summary>Fingerprints of the training names.</summary>
    public required string TrainingNames { get; init; }

    /// <summary>Fingerprints of the held-out names; null in a checkpoint from before they were recorded.</summary>
    public string? HeldOutNames { get; init; }

    /// <summary>A few training names, for the proof of the export.</summary>
    public required IReadOnlyList<string> SampleNames { get; init; }

    public Vocabulary ToVocabulary() => Vocabulary.FromTokens(Tokens, Labels);

    public NetworkShape ToShape() => new(
        Options.Cell, Tokens.Count, ToVocabulary().FirstCharacter, Options.Layers, Options.Embedding, Options.Hidden);

    /// <summary>Says of a model with the best weights of this run all that its file must say, but for the proof of the export.</summary>
    /// <param name="best">The epoch whose weights it has.</param>
    /// <param name="history">All epochs, so that the loss curves travel with the model.</param>
    public ModelManifest ToManifest(EpochMetrics best, IReadOnlyList<EpochMetrics> history)
    {
        var training = System.Text.Json.JsonSerializer.SerializeToNode(Options, ManifestJson.Options)!.AsObject();
        foreach (var (package, version) in PackageVersions.All)
            training[package] = version;

        var metrics = new JsonObject
        {
            ["validation_nats_per_character"] = best.ValidationNats,
            ["validation_nats_per_character_labelled"] = best.LabelledNats,
            ["best_epoch"] = best.Epoch,
            ["epochs"] = history.Count,
            ["baselines"] = new JsonObject(Baselines.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["history"] = new JsonArray([.. history.Select(epoch => (JsonNode)new JsonObject
            {
                ["epoch"] = epoch.Epoch,
                ["training"] = epoch.TrainingNats,
                ["validation"] = epoch.ValidationNats,
            })]),
        };
        return new ModelManifest
        {
            Vocabulary = ToVocabulary(),
            Normalization = Normalization.Of(NormalizationRules),
            Cell = Options.Cell,
            Layers = Options.Layers,
            Embedding = Options.Embedding,
            Hidden = Options.Hidden,
            MaxLength = MaxLength,
            Dataset = Dataset.DeepClone().AsObject(),
            Training = training,
            Metrics = metrics,
            TrainingNames = NameFingerprints.Parse(TrainingNames),
            HeldOutNames = HeldOutNames is null ? null : NameFingerprints.Parse(HeldOutNames),
        };
    }
}
