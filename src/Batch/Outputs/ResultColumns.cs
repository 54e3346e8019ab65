using System.Globalization;
using MlPipeline.Common;
using MlPipeline.Data;

namespace MlPipeline.Batch.Outputs;

/// <summary>
/// Names the columns of results so that they don't clash with those of the input. The header alone decides, so that all shards agree.
/// </summary>
internal static class ResultColumns
{
    private const int FirstSuffix = 2;

    /// <summary>Names them.</summary>
    /// <param name="header">The input's header.</param>
    /// <param name="dialect">The input's dialect.</param>
    /// <param name="columns">The results, by their default names.</param>
    /// <param name="prefix">What is put before each name; empty keeps the names, and adds _2, _3 … to those that are taken.</param>
    /// <param name="format">How the table is written: what reads Parquet often takes capitals for small letters.</param>
    /// <exception cref="RequestException">A name with the prefix is taken too.</exception>
    public static IReadOnlyList<OutputColumn> Of(
        TableHeader header, CsvDialect dialect, IReadOnlyList<OutputColumn> columns, string prefix, TableFormat format)
    {
        var taken = new HashSet<string>(format == TableFormat.Parquet ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        if (dialect.HasHeader || format is TableFormat.Jsonl or TableFormat.Parquet)
            taken.UnionWith(header.Columns.Select(name => ColumnNames.NameOf(name, dialect)));
        if (prefix.Length == 0)
            return [.. columns.Select(column => column with { Name = FreeName(column.Name, taken) })];

        return columns.FirstOrDefault(column => taken.Contains(prefix + column.Name)) is { } clash
            ? throw new RequestException(
                $"{header.Source} already has a column '{prefix}{clash.Name}'. Choose another prefix.")
            { Settings = ["ResultPrefix"] }
            : [.. columns.Select(column => column with { Name = prefix + column.Name })];
    }

    private static string FreeName(string name, HashSet<string> taken)
    {
        var free = name;
        for (var suffix = FirstSuffix; taken.Contains(free); suffix++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}_{suffix}");
        return free;
    }
}
