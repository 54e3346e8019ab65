using Microsoft.ML;
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
    /// An estimator over ML.NET's own ONNX transformer that checks each row. Its prediction engines are of type
    /// <c>PredictionEngine&lt;CharacterStep, LstmStepResult&gt;</c> for an LSTM, <c>CharacterStepResult</c> for other cells;
    /// create them with <c>OwnsTransformer = false</c> and give each thread its own.
    /// </returns>
    /// <exception cref="ModelFileException">The file can't be used; the message says why.</exception>
    public static CharacterModelEstimator ApplyCharacterModel(
        this TransformsCatalog catalog, string modelPath, StepShape shape = StepShape.Batch)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(modelPath);
        if (!Enum.IsDefined(shape))
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "The shape is batch or sequence.");

        var (manifest, estimator, _) = StepTransformer.Open(catalog, modelPath, modelPath, shape);
        return new CharacterModelEstimator(
            estimator, new CharacterModelTransformer(StepTransformer.Fit(estimator), modelPath, manifest, shape));
    }

    /// <summary>
    /// Appends the columns <see cref="NameLikelihood"/> to rows with a text column <c>Name</c>, such as those of
    /// <c>mlContext.Data.LoadNames</c>.
    /// </summary>
    /// <param name="catalog">Reached as <c>mlContext.Transforms</c>.</param>
    /// <param name="model">The model; it must outlive the transformer.</param>
    /// <param name="label">The label under which names are scored; null for the unlabelled start.</param>
    /// <returns>
    /// An estimator whose transformer is lazy and thread-safe, and scores many rows in one model call. ML.NET can't save it,
    /// which is an exception of <c>mlContext.Model.Save</c>: the model file is what is saved.
    /// </returns>
    /// <exception cref="ArgumentException">The model has no such label.</exception>
    /// <exception cref="Text.UnknownCharacterException">While reading rows: a name holds a character that the vocabulary lacks.</exception>
    public static NameScoringEstimator ScoreNames(this TransformsCatalog catalog, ICharacterModel model, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        model.Manifest.Vocabulary.StartOf(label);
        return new NameScoringEstimator(catalog, model, label);
    }
}
