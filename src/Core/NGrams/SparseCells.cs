namespace MlPipeline.NGrams;

/// <summary>Numbers the occupied cells of a large, mostly empty matrix from 0, row by row.</summary>
/// <remarks>4 bytes a cell and 4 a row. Immutable.</remarks>
internal sealed class SparseCells
{
    private readonly int[] _starts;  // [rows + 1]
    private readonly int[] _columns; // [cells], ascending within a row

    private SparseCells(int[] starts, int[] columns) => (_starts, _columns) = (starts, columns);

    /// <summary>Gets the number of occupied cells.</summary>
    public int Count => _columns.Length;

    /// <summary>Makes one number of a cell; they sort by row, then by column.</summary>
    public static long Key(int row, int column) => (long)row << 32 | (uint)column;

    /// <summary>Collects cells.</summary>
    /// <param name="keys">Keys in ascending order, each as often as the cell was hit.</param>
    /// <param name="rows">Number of rows, empty ones included.</param>
    /// <param name="hits">Gives how often each cell was hit, int [<see cref="Count"/>].</param>
    public static SparseCells FromSorted(ReadOnlySpan<long> keys, int rows, out int[] hits)
    {
        var count = 0;
        for (var i = 0; i < keys.Length; i++)
            count += IsNew(keys, i) ? 1 : 0;

        var (starts, columns, cell) = (new int[rows + 1], new int[count], -1);
        hits = new int[count];
        for (var i = 0; i < keys.Length; i++)
        {
            if (IsNew(keys, i))
            {
                columns[++cell] = (int)keys[i];
                starts[(int)(keys[i] >> 32) + 1]++;
            }

            hits[cell]++;
        }

        for (var row = 0; row < rows; row++)
            starts[row + 1] += starts[row];

        return new SparseCells(starts, columns);
    }

    /// <summary>Says whether the key at <paramref name="i"/> is the first of its cell.</summary>
    public static bool IsNew(ReadOnlySpan<long> sortedKeys, int i) => i == 0 || sortedKeys[i] != sortedKeys[i - 1];

    /// <summary>Finds a cell.</summary>
    /// <returns>Its number in [0, <see cref="Count"/>), or -1 where it is empty.</returns>
    public int IndexOf(int row, int column)
    {
        var start = _starts[row];
        var found = _columns.AsSpan(start.._starts[row + 1]).BinarySearch(column);
        return found < 0 ? -1 : start + found;
    }

    /// <summary>Gets the numbers of a row's cells: from Start up to, not including, End.</summary>
    public (int Start, int End) CellsOf(int row) => (_starts[row], _starts[row + 1]);

    /// <summary>Sums a value of each cell over its row.</summary>
    /// <param name="values">A value for each cell, int [<see cref="Count"/>].</param>
    /// <returns>A sum for each row.</returns>
    public int[] SumRows(ReadOnlySpan<int> values)
    {
        var sums = new int[_starts.Length - 1];
        for (var row = 0; row < sums.Length; row++)
        {
            foreach (var value in values[_starts[row].._starts[row + 1]])
                sums[row] += value;
        }

        return sums;
    }

    /// <summary>Gets the column of a cell.</summary>
    public int ColumnOf(int cell) => _columns[cell];
}
