using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using MlPipeline.Models;

namespace MlPipeline.Transforms;

/// <summary>
/// ML.NET's own ONNX transformer over a model file, with every row checked before it runs: token ids, lengths of the
/// states, types of the columns, that a result takes the whole state, and that logits are finite (else <see cref="ModelFileException"/>).
/// </summary>
/// <remarks>
/// Thread-safe; a prediction engine over it is not: give each thread its own. An engine disposes the transformer with
/// itself, unless it is created with <c>OwnsTransformer = false</c>. Dispose it at any time: what runs ends as usual,
/// afterwards all is <see cref="ObjectDisposedException"/>. Saved, it is ML.NET's transformer, without the checks.
/// </remarks>
public sealed class CharacterModelTransformer : ITransformer, IDisposable
{
    private readonly OnnxTransformer _inner;
    private readonly string _source;
    private readonly StepShape _shape;
    private readonly RunningCalls _calls;

    internal CharacterModelTransformer(OnnxTransformer inner, string source, ModelManifest manifest, StepShape shape)
    {
        (_inner, _source, Manifest, _shape) = (inner, source, manifest, shape);
        _calls = new RunningCalls(inner.Dispose);
    }

    /// <summary>Gets what the model says about itself.</summary>
    public ModelManifest Manifest { get; }

    /// <inheritdoc/>
    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>Gets the columns of the result.</summary>
    /// <param name="inputSchema">The columns of the input: those of <see cref="CharacterStep"/>.</param>
    /// <exception cref="ArgumentException">A column is missing, or of another type.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        StepGuard.Check(inputSchema, Manifest, nameof(inputSchema));
        return While(() => _inner.GetOutputSchema(inputSchema));
    }

    /// <summary>Computes logits and states row by row, as the rows are read.</summary>
    /// <param name="input">Rows of <see cref="CharacterStep"/>.</param>
    /// <exception cref="ArgumentException">
    /// A column is missing, or of another type; while reading, a row holds bad tokens or states.
    /// </exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        StepGuard.Check(input.Schema, Manifest, nameof(input));
        var mapper = While(() => ((ITransformer)_inner).GetRowToRowMapper(input.Schema));
        return new MappedView(
            input, mapper.OutputSchema, mapper.GetDependencies, (cursor, columns) => Map(mapper, cursor, columns, cursor));
    }

    /// <inheritdoc/>
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        StepGuard.Check(inputSchema, Manifest, nameof(inputSchema));
        return new CheckedMapper(this, While(() => ((ITransformer)_inner).GetRowToRowMapper(inputSchema)));
    }

    /// <inheritdoc/>
    void ICanSaveModel.Save(ModelSaveContext ctx) => While(() =>
    {
        ((ICanSaveModel)_inner).Save(ctx);
        return true;
    });

    /// <summary>Refuses new calls. The session is closed now, or by the last call that is under way.</summary>
    public void Dispose() => _ = _calls.Close();

    // Checks on the way in, and on the way out. A prediction engine moves its row itself.
    private GuardedRow Map(IRowToRowMapper mapper, DataViewRow input, IEnumerable<DataViewSchema.Column> columns, DataViewRowCursor? mover)
    {
        var checkedInput = new GuardedRow(input, new StepGuard(Manifest, _shape));
        string[] stateOutputs = [.. Manifest.StateNames.Select(name => name + "_out")];
        return new GuardedRow(
            While(() => mapper.GetRow(checkedInput, columns)),
            new NativeGuard(
                Enter, _calls.Leave, stateOutputs, isPrediction: mover is null, logits =>
                    Logits.Check(logits, Manifest.Vocabulary, _source)), mover);
    }

    private void Enter()
    {
        if (_calls.TryEnter())
            return;

        throw new ObjectDisposedException(nameof(CharacterModelTransformer),
            "The transformer was disposed. A prediction engine disposes it with itself: create engines with " +
            "new PredictionEngineOptions { OwnsTransformer = false }, and dispose the transformer once, after all of them.");
    }

    private T While<T>(Func<T> call)
    {
        Enter();
        try
        {
            return call();
        }
        finally
        {
            _calls.Leave();
        }
    }

    private sealed class CheckedMapper(CharacterModelTransformer transformer, IRowToRowMapper inner) : IRowToRowMapper
    {
        public DataViewSchema InputSchema => inner.InputSchema;

        public DataViewSchema OutputSchema => inner.OutputSchema;

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
            inner.GetDependencies(dependingColumns);

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
            transformer.Map(inner, input, activeColumns, mover: null);
    }
}
