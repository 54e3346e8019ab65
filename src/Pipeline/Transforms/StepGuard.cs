using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipeline.Models;

namespace MlPipeline.Transforms;

/// <summary>
/// Checks the tokens and states of a row before ONNX Runtime sees them: it would take a token of −1, answer a wrong length
/// with an error of its own, and print that too.
/// </summary>
/// <remarks>The transformer reads the tokens before each run, so they are where all is checked.</remarks>
internal sealed class StepGuard(ModelManifest manifest, StepShape shape) : IRowGuard
{
    private const string Tokens = "tokens";

    /// <summary>Checks that a schema has the columns that the model reads.</summary>
    /// <exception cref="ArgumentException">A column is missing, or of another type.</exception>
    public static void Check(DataViewSchema schema, ModelManifest manifest, string parameter)
    {
        ArgumentNullException.ThrowIfNull(schema, parameter);
        Check(Tokens, NumberDataViewType.Int64, "long[]");
        foreach (var name in manifest.StateNames)
            Check(name, NumberDataViewType.Single, "float[]");

        void Check(string name, DataViewType item, string type)
        {
            if (schema.GetColumnOrNull(name) is not { } column)
            {
                throw new ArgumentException(
                    $"There is no column '{name}', which a model with the cell {manifest.Cell} reads. Use rows of {nameof(CharacterStep)}.",
                    parameter);
            }

            if (column.Type is not VectorDataViewType vector || !vector.ItemType.Equals(item))
            {
                throw new ArgumentException(
                    $"The column '{name}' is {column.Type}, and the model reads a vector of {item} ({type}).", parameter);
            }
        }
    }

    /// <inheritdoc/>
    public ValueGetter<T> Guard<T>(DataViewRow row, DataViewSchema.Column column, ValueGetter<T> getter)
    {
        if (column.Index != row.Schema[Tokens].Index || getter is not ValueGetter<VBuffer<long>> tokens)
            return getter;

        // Whoever asks for the tokens alone gets them as they are.
        var states = manifest.StateNames.Select(name => row.Schema[name]).Where(row.IsColumnActive).ToList();
        if (states.Count < manifest.StateNames.Count)
            return getter;

        var readers = states.Select(state => (state.Name, Read: row.GetGetter<VBuffer<float>>(state))).ToList();
        var buffer = default(VBuffer<float>);
        ValueGetter<VBuffer<long>> guarded = (ref VBuffer<long> value) =>
        {
            tokens(ref value);
            var batch = CheckTokens(value);
            foreach (var (name, read) in readers)
            {
                read(ref buffer);
                CheckState(name, buffer.Length, batch);
            }
        };
        return (ValueGetter<T>)(object)guarded;
    }

    /// <inheritdoc/>
    public void Close(DataViewRow row) => row.Dispose();

    private int CheckTokens(VBuffer<long> tokens)
    {
        if (tokens.Length == 0)
            throw new ArgumentException("The row has no tokens, and at least one is needed: int64 [B, 1] or [1, T].", Tokens);

        var count = manifest.Vocabulary.Count;
        foreach (var (position, token) in tokens.DenseValues().Index())
        {
            if (token < 0 || token >= count)
            {
                throw new ArgumentException(
                    $"The token id {token} at position {position} is outside the vocabulary: ids are 0 to {count - 1}.", Tokens);
            }
        }

        return shape == StepShape.Batch ? tokens.Length : 1;
    }

    private void CheckState(string name, int length, int batch)
    {
        var expected = (long)manifest.Layers * batch * manifest.Hidden;
        if (length == expected)
            return;

        throw new ArgumentException(
            $"The state '{name}' has {length:N0} numbers, and {batch:N0} {(batch == 1 ? "sequence needs" : "sequences need")} " +
                $"{expected:N0}: " +
            $"float32 [{manifest.Layers}, {batch}, {manifest.Hidden}]. Begin with zeros of that length, then feed back what the last " +
                $"step gave.", name);
    }
}
