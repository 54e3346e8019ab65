using MlPipeline.Data;

namespace MlPipeline.Training.Cleaning;

/// <summary>Writes the outputs of a cleaning.</summary>
internal static class CleanFiles
{
    /// <summary>Writes the cleaned names as CSV.</summary>
    public static byte[] ToCsv(CleaningResult result)
    {
        using var content = new MemoryStream();
        CsvTable.Write(
            content, result.HasGender ? [result.NameColumn, result.LabelColumn!] : [result.NameColumn],
            result.Names.Select(row => result.HasGender ? [row.Name, row.Gender ?? ""] : new[] { row.Name }));
        return content.ToArray();
    }
}
