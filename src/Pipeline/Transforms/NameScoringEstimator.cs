using Microsoft.ML;
using Microsoft.ML.Transforms;
using MlPipeline.Likelihood;
using MlPipeline.Models;

namespace MlPipeline.Transforms;

/// <summary>Appends the columns <see cref="NameLikelihood"/> to rows with a text column <c>Name</c>. There is nothing to fit.</summary>
public sealed class NameScoringEstimator : IEstimator<NameScoringTransformer>
{
    private readonly CustomMappingEstimator<NameInput, NameLikelihood> _rowByRow;
    private readonly NameScorer _scorer;
    private readonly string? _label;

    internal NameScoringEstimator(TransformsCatalog catalog, ICharacterModel model, string? label)
    {
        (_scorer, _label) = (new NameScorer(model), label);
        _rowByRow = catalog.CustomMapping<NameInput, NameLikelihood>((row, result) =>
        {
            var score = _scorer.Score(row.Name, label);
            (result.LogLikelihood, result.PredictedCharacters, result.NatsPerCharacter) = (
                score.LogLikelihood, score.PredictedCharacters, score.NatsPerCharacter);
        }, contractName: null);
    }

    /// <summary>Checks the columns of the input.</summary>
    /// <param name="input">Rows with a text column <c>Name</c>, also none.</param>
    /// <exception cref="ArgumentException">There is no such column, or it is no text.</exception>
    public NameScoringTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        NameScoringTransformer.Check(input.Schema, nameof(input));
        return new NameScoringTransformer(_rowByRow.Fit(input), _scorer, _label);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _rowByRow.GetOutputSchema(inputSchema);
    }
}
