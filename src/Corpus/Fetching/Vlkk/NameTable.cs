using System.Globalization;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Files;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Corpus.Fetching.Vlkk;

/// <summary>The CSV file of names, a row for each, with where it comes from.</summary>
internal static class NameTable
{
    private static readonly string[] Columns = ["name", "gender", "source_url", "fetched_at", "raw"];
    private static readonly string[] DetailColumns = ["detail_url", "detail_fetched_at", .. Declension.Columns, "accents_conflict",
        "detail_problem"];

    /// <summary>Says whether a table's columns are those of a file that was written here.</summary>
    public static bool WroteHeader(IReadOnlyList<string> header) => header.Take(Columns.Length).SequenceEqual(Columns);

    /// <summary>Counts the names of an earlier file, which is to be overwritten.</summary>
    /// <returns>The rows; null where there is no such file.</returns>
    /// <exception cref="RequestException">The file is no list of names.</exception>
    public static int? Count(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var table = CsvTable.Open(path);
            table.IndexOf("name");
            return table.Rows().Count();
        }
        catch (DataFileException exception)
        {
            throw new RequestException(
                $"{path} exists and is not a list of names, so it is not overwritten. Move it away or choose another file.", exception)
            {
                Settings = ["Output"],
            };
        }
    }

    /// <summary>Writes the table.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="rows">The names.</param>
    /// <param name="hasDetails">Whether the columns of the names' own pages are written.</param>
    /// <param name="dialect">How it is written; null for commas.</param>
    public static void Write(Stream stream, IEnumerable<NameRow> rows, bool hasDetails, CsvDialect? dialect = null) => CsvTableWriter.Write(
        stream, [.. Columns, .. hasDetails ? DetailColumns : []],
        rows.Select(
            row => (string[])[row.Name, row.Gender, row.Source.AbsoluteUri, Text(row.FetchedAt), row.Raw, .. hasDetails
                ? Details(row)
                : []]), dialect);

    private static string[] Details(NameRow row)
    {
        var detail = row.Detail;
        var forms = detail?.Declension?.Forms ?? Enumerable.Repeat("", Declension.Columns.Count);
        return [detail?.Url?.AbsoluteUri ?? "", Text(detail?.FetchedAt), .. forms, Conflict(row.Raw, detail?.Declension), detail?.Problem
            ?? ""];
    }

    // The raw name and the nominative are both in the row; which of them is right is not ours to say.
    private static string Conflict(string raw, Declension? declension) =>
        declension is null ? ""
        : CanonicalForm.Compose(raw) == CanonicalForm.Compose(declension.Nominative) ? "no"
        : "yes";

    private static string Text(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
