using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Onnx;
using MlPipeline.Likelihood;
using MlPipeline.Models;

namespace MlPipeline.Transforms;

/// <summary>A model file as ML.NET transformers: reached as <c>mlContext.Transforms</c>.</summary>
public static class CharacterModelTransforms
{
    /// <summary>
    /// Applies a model file to rows of <see cref="CharacterStep"/>: tokens and state in, logits and state out. A row holds
    /// a whole batch of any size, and a prediction engine over it feeds the state back from call to call.
    /// </summary>
    /// <param name="catalog">Reached as <c>mlContext.Transforms</c>.</param>
    /// <param name="modelPath">Path of an ONNX file that MlPipeline's training project wrote.</param>
    /// <param name="shape">What varies: the number of sequences (steps of one token), or the number of tokens of one sequence.</param>
    /// <returns>
    /// ML.NET's own ONNX estimator. Its prediction engines are of type
    /// <c>PredictionEngine&lt;CharacterStep, LstmStepResult&gt;</c> for an LSTM, <c>CharacterStepResult</c> for other cells;
    /// create them with <c>OwnsTransformer = false</c> and give each thread its own.
    /// </returns>
    /// <exception cref="ModelFileException">The file can't be used; the message says why.</exception>
    public static OnnxScoringEstimator ApplyCharacterModel(this TransformsCatalog catalog, string modelPath, StepShape shape = StepShape.Batch) =>
        StepTransformer.Create(catalog, modelPath, ModelFile.ReadManifest(modelPath), shape);

    /// <summary>
    /// Appends the columns <see cref="NameLikelihood"/> to rows with a text column <c>Name</c>, such as those of
    /// <c>mlContext.Data.LoadNames</c>.
    /// </summary>
    /// <param name="catalog">Reached as <c>mlContext.Transforms</c>.</param>
    /// <param name="model">The model; it must outlive the transformer.</param>
    /// <param name="condition">The label under which names are scored; null for the unlabelled start.</param>
    /// <returns>An estimator whose transformer is lazy and thread-safe. ML.NET can't save it: the model file is what is saved.</returns>
    /// <exception cref="ArgumentException">The model has no such label.</exception>
    /// <exception cref="Text.UnknownCharacterException">While reading rows: a name holds a character that the vocabulary lacks.</exception>
    [DynamicDependency(DynamicallyAccessedMemberTypes.All, typeof(NameInput))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.All, typeof(NameLikelihood))]
    public static CustomMappingEstimator<NameInput, NameLikelihood> ScoreNames(this TransformsCatalog catalog, ICharacterModel model, string? condition = null)
    {
        model.Manifest.Vocabulary.StartOf(condition);
        var scorer = new NameScorer(model);
        return catalog.CustomMapping<NameInput, NameLikelihood>((row, result) =>
        {
            var score = scorer.Score(row.Name, condition);
            (result.LogLikelihood, result.PredictedCharacters, result.NatsPerCharacter) = (score.LogLikelihood, score.PredictedCharacters, score.NatsPerCharacter);
        }, contractName: null);
    }
}
