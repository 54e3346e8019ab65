using System.Text;
using CsvHelper;

namespace MlPipeline.Training.Cleaning;

/// <summary>Writes the outputs of a cleaning.</summary>
internal static class CleanFiles
{
    /// <summary>Writes the cleaned names as CSV.</summary>
    public static byte[] ToCsv(CleaningResult result)
    {
        using var content = new MemoryStream();
        using (var writer = new StreamWriter(content, new UTF8Encoding(false), leaveOpen: true))
        using (var csv = CsvWriter.Create(writer, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true))
        {
            csv.WriteHeader(result.HasGender ? ["name", "gender"] : ["name"]);
            foreach (var (name, gender) in result.Names)
                csv.WriteRecord(result.HasGender ? [name, gender ?? ""] : [name]);
        }

        return content.ToArray();
    }
}
