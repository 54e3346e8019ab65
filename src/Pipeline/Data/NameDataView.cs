using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;

namespace MlPipeline.Data;

/// <summary>Loads names into ML.NET.</summary>
public static class NameDataView
{
    /// <summary>Loads the names of a CSV file as a data view with the text columns <c>Name</c> and <c>Label</c>.</summary>
    /// <param name="catalog">Reached as <c>mlContext.Data</c>.</param>
    /// <param name="path">Path of a UTF-8 CSV file.</param>
    /// <param name="options">Columns, dialect and limits; null for the defaults.</param>
    /// <returns>A lazy view: each pass over it reads the file again, in constant memory.</returns>
    /// <exception cref="DataFileException">While reading: file, column or row can't be used.</exception>
    [DynamicDependency(DynamicallyAccessedMemberTypes.All, typeof(NameRow))]
    public static IDataView LoadNames(this DataOperationsCatalog catalog, string path, NameCsvOptions? options = null) =>
        Argument.NotNull(catalog)
            .LoadFromEnumerable(
                NameCsv.Read(path, options).Select(record => new NameRow { Name = record.Name, Label = record.Label ?? "" }));
}
