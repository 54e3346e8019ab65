using Microsoft.ML;
using Microsoft.ML.Transforms.Onnx;
using MlPipeline.Models;

namespace MlPipeline.Transforms;

/// <summary>
/// Applies a model file to rows of <see cref="CharacterStep"/>. There is nothing to fit: the transformer is always the same.
/// </summary>
public sealed class CharacterModelEstimator : IEstimator<CharacterModelTransformer>
{
    private readonly OnnxScoringEstimator _inner;
    private readonly CharacterModelTransformer _transformer;

    internal CharacterModelEstimator(OnnxScoringEstimator inner, CharacterModelTransformer transformer) =>
        (_inner, _transformer) = (inner, transformer);

    /// <summary>Checks the columns of the input.</summary>
    /// <param name="input">Rows of <see cref="CharacterStep"/>, also none.</param>
    /// <returns>The one transformer of this estimator.</returns>
    /// <exception cref="ArgumentException">A column is missing, or of another type.</exception>
    public CharacterModelTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _ = _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _inner.GetOutputSchema(inputSchema);
    }
}
