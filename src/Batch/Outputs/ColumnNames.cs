using MlPipeline.Common;
using MlPipeline.Data;

namespace MlPipeline.Batch.Outputs;

/// <summary>What columns are called in formats that find values by names.</summary>
internal static class ColumnNames
{
    /// <summary>
    /// Lists the input's columns, then those of the results; without a header the first are <c>column1</c>, <c>column2</c>, ….
    /// </summary>
    /// <exception cref="RequestException">Two have the same name.</exception>
    public static IReadOnlyList<string> Of(TableHeader header, CsvDialect dialect, IReadOnlyList<OutputColumn> columns)
    {
        List<string> names = [.. header.Columns.Select(name => NameOf(name, dialect)), .. columns.Select(column => column.Name)];
        return names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is not { } twice
            ? names
            : throw new RequestException(
                $"{header.Source}: the column '{twice.Key}' would appear twice in each object. Rename one, or write CSV.")
            {
                Settings = ["Format"],
            };
    }

    /// <summary>Gets what a column of the input is called.</summary>
    /// <param name="name">Its name, or its number where there is no header.</param>
    /// <param name="dialect">The input's dialect.</param>
    public static string NameOf(string name, CsvDialect dialect) => dialect.HasHeader ? name : $"column{name}";
}
