namespace MlPipeline.Batch.Outputs;

/// <summary>Rows that are held until they are written column by column.</summary>
/// <remarks>
/// All rows share one array, so what is held is what the rows take, however the text moves between columns. Columns are read in their
/// order, each once. Not thread-safe.
/// </remarks>
/// <param name="maxRows">Rows that it holds.</param>
/// <param name="maxBytes">Bytes that it holds, unless a single row is longer.</param>
internal sealed class RowGroup(int maxRows, int maxBytes)
{
    private const int SmallestArray = 1 << 16;

    private byte[] _bytes = [];
    private int _length;
    private int[] _next = [];                                            // where each row's next field begins

    /// <summary>Gets the number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a row where it fits; the first one always does.</summary>
    /// <param name="row">Its fields, by <see cref="FieldCodec"/>.</param>
    /// <returns>Whether it was added.</returns>
    public bool TryAdd(ReadOnlySpan<byte> row)
    {
        if (Count == maxRows || Count > 0 && row.Length > maxBytes - _length)
            return false;

        if (_bytes.Length - _length < row.Length)
            Array.Resize(ref _bytes, Math.Max(_length + row.Length, Math.Min(Math.Max(2 * _bytes.Length, SmallestArray), maxBytes)));
        if (_next.Length == Count)
            Array.Resize(ref _next, Math.Clamp(2 * Count, 1, maxRows));
        _next[Count++] = _length;
        row.CopyTo(_bytes.AsSpan(_length));
        _length += row.Length;
        return true;
    }

    /// <summary>Takes a row's next field.</summary>
    /// <param name="row">Index of the row.</param>
    /// <returns>The value until <see cref="Clear"/>; null where there is none.</returns>
    public ReadOnlyMemory<byte>? Take(int row)
    {
        var start = _next[row] + FieldCodec.LengthSize;
        var length = FieldCodec.ReadLength(_bytes.AsSpan(_next[row]));
        _next[row] = start + Math.Max(length, 0);
        return length < 0 ? default(ReadOnlyMemory<byte>?) : _bytes.AsMemory(start, length);
    }

    /// <summary>Removes all rows.</summary>
    public void Clear()
    {
        (Count, _length) = (0, 0);
        if (_bytes.Length > maxBytes)
            _bytes = [];
    }
}
