using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipeline.Likelihood;

namespace MlPipeline.Transforms;

/// <summary>
/// Scores the names of a data view, lazily and many in one model call: a few hundred rows are read ahead of the one that
/// is taken. A prediction engine over it scores one row at a time.
/// </summary>
/// <remarks>Thread-safe. ML.NET can't save it: what is saved is the model file.</remarks>
public sealed class NameScoringTransformer : ITransformer
{
    internal const string Name = nameof(NameInput.Name);

    private readonly ITransformer _rowByRow;
    private readonly NameScorer _scorer;
    private readonly string? _label;

    internal NameScoringTransformer(ITransformer rowByRow, NameScorer scorer, string? label) =>
        (_rowByRow, _scorer, _label) = (rowByRow, scorer, label);

    /// <inheritdoc/>
    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>Gets the columns of the result: those of the input, then those of <see cref="NameLikelihood"/>.</summary>
    /// <param name="inputSchema">Columns, with a text <c>Name</c> among them.</param>
    /// <exception cref="ArgumentException">There is no such column, or it is no text.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Check(inputSchema, nameof(inputSchema));
        return _rowByRow.GetOutputSchema(inputSchema);
    }

    /// <summary>Scores names as their rows are read. Scores that no one asks for are not computed.</summary>
    /// <param name="input">Rows with a text column <c>Name</c>.</param>
    /// <exception cref="ArgumentException">There is no such column, or it is no text.</exception>
    /// <exception cref="Text.UnknownCharacterException">
    /// While reading rows: the row's name holds a character that the vocabulary lacks.
    /// </exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Check(input.Schema, nameof(input));
        return new ScoredView(input, _rowByRow.GetOutputSchema(input.Schema), names => _scorer.Score(names, _label));
    }

    /// <inheritdoc/>
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Check(inputSchema, nameof(inputSchema));
        return _rowByRow.GetRowToRowMapper(inputSchema);
    }

    /// <summary>
    /// Refuses: ML.NET loads transformers of its own alone. It makes the file before it asks, and leaves it without content.
    /// </summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException(
        "ML.NET can't save ScoreNames, because it could not load it: the network is in the model file. Save the transformers before and " +
            "after " +
        "it, keep the model file, and build the pipeline again with ScoreNames. What ML.NET has begun to write is no model: delete it.");

    internal static void Check(DataViewSchema schema, string parameter)
    {
        ArgumentNullException.ThrowIfNull(schema, parameter);
        if (schema.GetColumnOrNull(Name) is not { } column)
        {
            throw new ArgumentException(
                $"There is no column '{Name}'. The columns are: {string.Join(", ", schema.Select(other => other.Name))}.", parameter);
        }

        if (column.Type is not TextDataViewType)
            throw new ArgumentException($"The column '{Name}' is {column.Type}, and names are text.", parameter);
    }
}
