namespace MlPipeline.Scoring.Outputs;

/// <summary>Knows formats by the endings of file names.</summary>
internal static class TableFormats
{
    /// <summary>Gets the format of a file.</summary>
    public static TableFormat Of(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".jsonl" or ".ndjson" => TableFormat.Jsonl,
        ".parquet" => TableFormat.Parquet,
        _ => TableFormat.Csv,
    };
}
