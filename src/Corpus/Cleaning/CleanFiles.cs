using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Corpus.Cleaning;

/// <summary>Writes the outputs of a cleaning.</summary>
internal static class CleanFiles
{
    /// <summary>Writes the cleaned names as CSV.</summary>
    /// <param name="result">The names.</param>
    /// <param name="dialect">How they are written; null for commas.</param>
    public static byte[] ToCsv(CleaningResult result, CsvDialect? dialect = null)
    {
        using var content = new MemoryStream();
        CsvTableWriter.Write(
            content,
            result.HasGender ? [result.NameColumn, result.LabelColumn!] : [result.NameColumn],
            result.Names.Select(row => result.HasGender ? [row.Name, row.Gender ?? ""] : new[] { row.Name }),
            dialect);
        return content.ToArray();
    }
}
