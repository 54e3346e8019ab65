using MlPipeline.Data;

namespace MlPipeline.Common;

/// <summary>What the ending of a file's name promises.</summary>
internal enum FileKind
{
    /// <summary>Nothing that we know.</summary>
    Unknown,

    /// <summary>Plain text.</summary>
    Text,

    /// <summary>Fields separated by commas, or as the input separates them.</summary>
    Csv,

    /// <summary>Fields separated by tabs.</summary>
    Tsv,

    /// <summary>A JSON object a line.</summary>
    Jsonl,

    /// <summary>One JSON value.</summary>
    Json,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>A format that no verb writes.</summary>
    Foreign,
}

/// <summary>Reads the endings of the names of files to write: what is written follows them, or is refused before any work.</summary>
internal static class FileEnding
{
    private static readonly Dictionary<string, FileKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [".txt"] = FileKind.Text,
        [".text"] = FileKind.Text,
        [".log"] = FileKind.Text,
        [".csv"] = FileKind.Csv,
        [".tsv"] = FileKind.Tsv,
        [".tab"] = FileKind.Tsv,
        [".jsonl"] = FileKind.Jsonl,
        [".ndjson"] = FileKind.Jsonl,
        [".json"] = FileKind.Json,
        [".parquet"] = FileKind.Parquet,
    };

    private static readonly HashSet<string> Foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".arrow", ".feather", ".ipc", ".avro", ".orc", ".h5", ".hdf5", ".npy",
            ".npz", ".pkl",
        ".rds", ".dta", ".sav", ".xml", ".html", ".htm", ".yaml", ".yml", ".toml", ".md", ".pdf", ".docx", ".sql", ".db", ".sqlite",
        ".duckdb", ".onnx",
        ".geojson", ".zip", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".lz4", ".br", ".7z", ".tar",
    };

    /// <summary>Gets what a path's ending promises, in capitals or not.</summary>
    public static FileKind KindOf(string path)
    {
        var ending = Path.GetExtension(path);
        return Kinds.TryGetValue(ending, out var kind) ? kind : Foreign.Contains(ending) ? FileKind.Foreign : FileKind.Unknown;
    }

    /// <summary>Gets the dialect of a CSV file to write: tabs for <c>.tsv</c>, else commas.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="RequestException">The ending promises another format.</exception>
    public static CsvDialect DialectOf(string path, string option) =>
        KindOf(path) is FileKind.Unknown or FileKind.Text or FileKind.Csv or FileKind.Tsv
        ? CsvDialect.Of(path)
        : throw Refuse(path, option, "is written as CSV", ".csv, or .tsv for tabs");

    /// <summary>Makes the refusal of an ending.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that names it.</param>
    /// <param name="writes">What is written instead.</param>
    /// <param name="remedy">Endings that can be written.</param>
    public static RequestException Refuse(string path, string option, string writes, string remedy) =>
        new($"{option} {path}: the ending '{Path.GetExtension(path)}' indicates another format; this file {writes}. Use the ending " +
            $"{remedy}.");
}
