using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipeline.Evaluation.Report;
using MlPipeline.Generation;
using MlPipeline.Models;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Evaluation.Pictures;

/// <summary>Collects what only pictures show.</summary>
internal static class PictureStage
{
    private const int TreeNames = 60;
    private const int MostTexts = 200_000;
    private const int MostCharacters = 20_000_000;                      // behind all texts: of a large alphabet each takes long

    /// <summary>Collects.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">Its file.</param>
    /// <param name="nextLetters">What the model expects after each letter.</param>
    /// <param name="shown">The small letters that are shown; null for all.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static PictureSection Run(
        ICharacterModel model, string path, NextLetters nextLetters, IReadOnlySet<string>? shown, CancellationToken cancellation) => new(
        LossesOf(model.Manifest.Metrics), nextLetters, LikeliestOf(model, cancellation), EmbeddingOf(model, path, shown));

    // The directions are those of all letters, however few of them are shown.
    private static EmbeddingMap? EmbeddingOf(ICharacterModel model, string path, IReadOnlySet<string>? shown) =>
        EmbeddingTable.Read(path) is not { } table || EmbeddingProjection.Of(table, model.Manifest.Vocabulary) is not { } map ? null
        : shown is null ? map
        : map with { Letters = [.. map.Letters.Where(letter => shown.Contains(SimpleCase.Lower(letter.Text)))] };

    private static List<EpochLoss> LossesOf(JsonObject metrics) =>
        metrics["history"] is JsonArray history ? history.Deserialize<List<EpochLoss>>(ManifestJson.Options) ?? [] : [];

    // Of a model that knows nothing no names are likely, and the search for the most probable would read all texts.
    private static List<LikelyName> LikeliestOf(ICharacterModel model, CancellationToken cancellation)
    {
        try
        {
            var options = new SearchOptions { MaxTexts = Math.Clamp(MostCharacters / model.Manifest.Vocabulary.Count, 1, MostTexts) };
            return [.. new NameSearch(model).Top(TreeNames, options, cancellation)
                .Select(name => new LikelyName(name.Name, name.Probability))];
        }
        catch (GenerationException)
        {
            return [];
        }
    }
}
