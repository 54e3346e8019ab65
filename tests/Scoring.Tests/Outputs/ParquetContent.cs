using System.Buffers.Binary;
using System.Globalization;
using MlPipeline.Batch.Outputs;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace MlPipeline.Scoring.Tests.Outputs;

/// <summary>What a Parquet file holds, by the package's reader; the values as text.</summary>
internal sealed record ParquetContent(
    IReadOnlyList<string> Columns, IReadOnlyList<int> GroupSizes, IReadOnlyList<IReadOnlyList<string?>> Rows,
    IReadOnlyList<DataColumnStatistics> FirstStatistics)
{
    /// <summary>Writes rows and gives the file's bytes.</summary>
    public static byte[] Write(IReadOnlyList<OutputColumn> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var stream = new MemoryStream();
        using var writer = new ParquetRowWriter(stream, columns);
        foreach (var row in rows)
            writer.Write(row);
        writer.Complete();
        return stream.ToArray();
    }

    /// <summary>Whether a file begins and ends as Parquet's format says, with a footer between that has the length it tells.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 12 && bytes.StartsWith("PAR1"u8) && bytes.EndsWith("PAR1"u8) && FooterLength(bytes) <= bytes.Length - 12;

    public static int FooterLength(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes[^8..]);

    public static async Task<ParquetContent> Read(byte[] bytes)
    {
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(bytes));
        var (fields, sizes, rows, statistics) = (
            reader.Schema.DataFields, new List<int>(), new List<IReadOnlyList<string?>>(), new List<DataColumnStatistics>());
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var columns = new List<string?[]>();
            foreach (var field in fields)
                columns.Add(await Column(group, field));
            if (i == 0)
                statistics.AddRange(fields.Select(field => group.GetStatistics(field)!));
            sizes.Add((int)group.RowCount);
            rows.AddRange(Enumerable.Range(0, sizes[^1]).Select(row => columns.Select(column => column[row]).ToArray()));
        }

        return new([.. fields.Select(field => $"{field.Name}: {TypeOf(field)}")], sizes, rows, statistics);
    }

    private static string TypeOf(DataField field) =>
        (field.ClrType == typeof(ReadOnlyMemory<char>) ? "string" : field.ClrType.Name.ToLowerInvariant()) + (field.IsNullable ? "?" : "");

    private static async Task<string?[]> Column(ParquetRowGroupReader group, DataField field)
    {
        if (field.ClrType == typeof(long))
            return await Values<long>(group, field, value => value.ToString(CultureInfo.InvariantCulture));
        if (field.ClrType == typeof(double))
            return await Values<double>(group, field, value => value.ToString("R", CultureInfo.InvariantCulture));
        if (field.ClrType == typeof(bool))
            return await Values<bool>(group, field, value => value ? "true" : "false");

        var texts = new string?[group.RowCount];
        await group.ReadAsync(field, texts.AsMemory()!);
        return texts;
    }

    private static async Task<string?[]> Values<T>(ParquetRowGroupReader group, DataField field, Func<T, string> format)
        where T : struct
    {
        var values = new T?[group.RowCount];
        await group.ReadAsync<T>(field, values.AsMemory());
        return [.. values.Select(value => value is null ? null : format(value.Value))];
    }
}
