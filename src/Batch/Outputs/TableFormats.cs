using MlPipeline.Common;

namespace MlPipeline.Batch.Outputs;

/// <summary>Knows formats by the endings of file names.</summary>
internal static class TableFormats
{
    /// <summary>Gets the format of a file.</summary>
    /// <exception cref="UsageException">The ending is that of a format that isn't written.</exception>
    public static TableFormat Of(string path) => FileEnding.KindOf(path) switch
    {
        FileKind.Unknown or FileKind.Text or FileKind.Csv => TableFormat.Csv,
        FileKind.Tsv => TableFormat.Tsv,
        FileKind.Jsonl => TableFormat.Jsonl,
        FileKind.Parquet => TableFormat.Parquet,
        FileKind.Json => throw FileEnding.Refuse(path, "--output", "can be a JSON object a line, not one JSON value", ".jsonl, or say --format jsonl"),
        _ => throw FileEnding.Refuse(path, "--output", "can be CSV, TSV, JSON lines or Parquet", ".csv, .tsv, .jsonl or .parquet, or say --format"),
    };
}
