namespace MlPipeline.Models;

/// <summary>What a batch of sequences has been read so far, as the model remembers it.</summary>
/// <remarks>A mutable value: whoever holds it may copy rows out of it and into it. Not thread-safe.</remarks>
public sealed class RecurrentState
{
    /// <summary>Makes the state before anything is read: zeros.</summary>
    /// <param name="manifest">The model it belongs to.</param>
    /// <param name="batch">Number of sequences, B, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is smaller than 1.</exception>
    public RecurrentState(ModelManifest manifest, int batch)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        (Manifest, Layers, Batch, Width) = (manifest, manifest.Layers, batch, manifest.Hidden);
        Hidden = new float[Layers * batch * Width];
        Cell = manifest.HasCellState ? new float[Hidden.Length] : null;
    }

    /// <summary>Gets the number of layers, L.</summary>
    public int Layers { get; }

    /// <summary>Gets the number of sequences, B.</summary>
    public int Batch { get; }

    /// <summary>Gets the width of the state, H.</summary>
    public int Width { get; }

    /// <summary>Gets the hidden state, float32 [L, B, H].</summary>
    public float[] Hidden { get; private set; }

    /// <summary>Gets the cell state, float32 [L, B, H]; null for a cell without one.</summary>
    public float[]? Cell { get; private set; }

    /// <summary>Gets the model it belongs to.</summary>
    internal ModelManifest Manifest { get; }

    /// <summary>Reads a state that <see cref="Save"/> wrote.</summary>
    /// <param name="stream">Stream that is where the state begins; read to the state's end, not closed.</param>
    /// <param name="manifest">The model that the state was saved from.</param>
    /// <exception cref="StateFileException">The bytes are no state of this model, cut off, damaged or of a newer version.</exception>
    public static RecurrentState Load(Stream stream, ModelManifest manifest) =>
        RecurrentStateCodec.Read(Argument.NotNull(stream), Argument.NotNull(manifest));

    /// <summary>
    /// Writes the state, with what is needed to tell later that it is whole and belongs to the model. The model is recognised
    /// by all that its manifest says, not by its weights.
    /// </summary>
    /// <param name="stream">Stream to write to; not closed. Further states may follow.</param>
    public void Save(Stream stream) => RecurrentStateCodec.Write(Argument.NotNull(stream), this);

    /// <summary>Copies all sequences into a state of its own, so that both can continue from here.</summary>
    public RecurrentState Fork()
    {
        var fork = new RecurrentState(Manifest, Batch);
        fork.CopyFrom(this);
        return fork;
    }

    /// <summary>Copies one sequence into a state of its own, of a batch of 1.</summary>
    /// <param name="row">Row of this state, in [0, <see cref="Batch"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public RecurrentState Fork(int row)
    {
        var fork = new RecurrentState(Manifest, batch: 1);
        CopyRow(row, fork, 0);
        return fork;
    }

    /// <summary>Goes back to a state that was kept, which stays as it is.</summary>
    /// <param name="saved">State of the same model and batch.</param>
    /// <exception cref="ArgumentException">The states differ in layers, batch, width or kind; the message says in which.</exception>
    public void Rewind(RecurrentState saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        (string Name, int Here, int There)[] shapes =
        [
            ("layers", Layers, saved.Layers), ("batch", Batch, saved.Batch), ("width", Width, saved.Width),
            ("kinds of state", Cell is null ? 1 : 2, saved.Cell is null ? 1 : 2),
        ];
        var differences = shapes.Where(size => size.Here != size.There).Select(size => $"{size.Name} {size.There} instead of {size.Here}");
        if (string.Join(", ", differences) is { Length: > 0 } found)
            throw new ArgumentException($"The saved state has {found}. Rewind to a state of the same model and batch.", nameof(saved));

        CopyFrom(saved);
    }

    /// <summary>Copies one sequence's state over another's.</summary>
    /// <param name="row">Row of this state, in [0, <see cref="Batch"/>).</param>
    /// <param name="target">State of the same model; may be this one.</param>
    /// <param name="targetRow">Row of <paramref name="target"/>.</param>
    /// <exception cref="ArgumentException">The states have different layers, width or kind.</exception>
    public void CopyRow(int row, RecurrentState target, int targetRow)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Layers != Layers || target.Width != Width || (target.Cell is null) != (Cell is null))
            throw new ArgumentException("The states belong to different models.", nameof(target));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Batch, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)targetRow, (uint)target.Batch, nameof(targetRow));

        for (var layer = 0; layer < Layers; layer++)
        {
            var (from, to) = ((layer * Batch + row) * Width, (layer * target.Batch + targetRow) * Width);
            Array.Copy(Hidden, from, target.Hidden, to, Width);
            if (Cell is not null)
                Array.Copy(Cell, from, target.Cell!, to, Width);
        }
    }

    /// <summary>Exchanges the arrays for new ones of the same shape.</summary>
    /// <param name="hidden">Float32 [L, B, H].</param>
    /// <param name="cell">Float32 [L, B, H]; null for a cell without one.</param>
    /// <returns>The arrays as they were, for use as buffers.</returns>
    internal (float[] Hidden, float[]? Cell) Exchange(float[] hidden, float[]? cell)
    {
        var old = (Hidden, Cell);
        (Hidden, Cell) = (hidden, cell);
        return old;
    }

    private void CopyFrom(RecurrentState other)
    {
        other.Hidden.CopyTo(Hidden, 0);
        other.Cell?.CopyTo(Cell!, 0);
    }
}
