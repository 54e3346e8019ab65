using MlPipeline.Common;

namespace MlPipeline.Batch.Outputs;

/// <summary>Knows formats by the endings of file names.</summary>
internal static class TableFormats
{
    /// <summary>Gets the format of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">What errors call its name.</param>
    /// <exception cref="RequestException">The ending is that of a format that isn't written.</exception>
    public static TableFormat Of(string path, string option) => FileEnding.KindOf(path) switch
    {
        FileKind.Unknown or FileKind.Text or FileKind.Csv => TableFormat.Csv,
        FileKind.Tsv => TableFormat.Tsv,
        FileKind.Jsonl => TableFormat.Jsonl,
        FileKind.Parquet => TableFormat.Parquet,
        FileKind.Json =>
            throw FileEnding.Refuse(path, option, "can be a JSON object a line, not one JSON value", ".jsonl, or name the format"),
        _ => throw FileEnding.Refuse(
            path, option, "can be CSV, TSV, JSON lines or Parquet", ".csv, .tsv, .jsonl or .parquet, or name the format"),
    };
}
