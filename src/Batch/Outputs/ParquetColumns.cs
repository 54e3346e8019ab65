using System.Buffers;
using System.Runtime.CompilerServices;
using MlPipeline.Common;
using Parquet;
using Parquet.Schema;

namespace MlPipeline.Batch.Outputs;

/// <summary>Columns as Parquet has them, each with nulls: UTF-8 strings, int64, double and boolean.</summary>
internal sealed class ParquetColumns
{
    private readonly IReadOnlyList<OutputColumn> _columns;
    private readonly DataField[] _typed;

    // What is given as bytes gets no statistics, and passes for any type as the package compares names only. Strings would stand whole
    // in the footer, the least and the greatest of each group four times each, and by UTF-16's order, so that readers skip groups they
    // should read; a group of nulls would have 0 for its least and greatest number.
    private readonly DataField[] _bytes;

    /// <summary>Prepares to write columns.</summary>
    /// <param name="columns">The columns, at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="RequestException">One has no name, or two have the same.</exception>
    public ParquetColumns(IReadOnlyList<OutputColumn> columns)
    {
        if (columns.Count == 0)
            throw new ArgumentException("A Parquet file has at least one column.", nameof(columns));
        if (columns.Index().FirstOrDefault(column => column.Item.Name.Length == 0) is { Item: not null } nameless)
        {
            throw new RequestException(
                $"column {nameless.Index + 1} of {columns.Count} has no name, and Parquet finds columns by name. Name it, or write CSV.")
            {
                Settings = ["Format"],
            };
        }

        if (columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new RequestException(
                $"the column '{twice.Key}' appears {twice.Count()} times, and Parquet finds columns by name. Rename all but one, or " +
                    $"write CSV.")
            {
                Settings = ["Format"],
            };
        }

        _columns = columns;
        Schema = new ParquetSchema(columns.Select(column => new DataField(column.Name, TypeOf(column.Kind), isNullable: true)));
        _typed = Schema.DataFields;
        _bytes = new ParquetSchema(columns.Select(column => new DataField(column.Name, typeof(byte[]), isNullable: true))).DataFields;
    }

    /// <summary>Gets the schema of the file.</summary>
    public ParquetSchema Schema { get; }

    /// <summary>Writes rows, column by column.</summary>
    /// <param name="writer">The file.</param>
    /// <param name="rows">The rows.</param>
    public async Task WriteAsync(ParquetWriter writer, RowGroup rows)
    {
        using var group = writer.CreateRowGroup();
        for (var i = 0; i < _columns.Count; i++)
        {
            await (_columns[i].Kind switch
            {
                ColumnKind.Integer => WriteAsync(group, i, _typed[i], rows, FieldCodec.ReadInteger),
                ColumnKind.Real => WriteAsync(group, i, _typed[i], rows, FieldCodec.ReadReal),
                ColumnKind.Boolean => WriteAsync(group, i, _typed[i], rows, FieldCodec.ReadBoolean),
                _ => WriteAsync(group, i, _bytes[i], rows, static text => text),
            }).ConfigureAwait(false);
        }

        group.CompleteValidate();
    }

    private async Task WriteAsync<T>(
        ParquetRowGroupWriter group, int column, DataField field, RowGroup rows, Func<ReadOnlyMemory<byte>, T> read)
        where T : struct
    {
        var (values, levels, count) = (ArrayPool<T>.Shared.Rent(rows.Count), ArrayPool<int>.Shared.Rent(rows.Count), 0);
        try
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var value = rows.Take(i);
                levels[i] = value is null ? 0 : 1;
                if (value is not null)
                    values[count++] = read(value.Value);
            }

            var present = levels.AsMemory(0, rows.Count);
            await (count > 0
                ? group.WriteAllPartsAsync<T>(field, values.AsMemory(0, count), present, null, CancellationToken.None)
                : group.WriteAllPartsAsync<ReadOnlyMemory<byte>>(_bytes[column], default, present, null, CancellationToken.None))
                    .ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(levels);
            ArrayPool<T>.Shared.Return(values, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }

    private static Type TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => typeof(long),
        ColumnKind.Real => typeof(double),
        ColumnKind.Boolean => typeof(bool),
        _ => typeof(string),
    };
}
