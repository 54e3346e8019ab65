using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Verbs;

/// <summary>Output format.</summary>
internal enum NameFormat
{
    /// <summary>A name a line.</summary>
    Text,

    /// <summary>A header and a row a name.</summary>
    Csv,

    /// <summary>The same, separated by tabs.</summary>
    Tsv,

    /// <summary>A JSON object a line.</summary>
    Jsonl,
}

/// <summary>Knows formats by the endings of file names.</summary>
internal static class NameFormats
{
    /// <summary>Gets the format of a file.</summary>
    /// <param name="path">The file, or a dash.</param>
    /// <param name="otherwise">The format where the ending says nothing.</param>
    /// <exception cref="UsageException">The ending is that of a format that isn't written.</exception>
    public static NameFormat Of(string path, NameFormat otherwise) => FileEnding.KindOf(path) switch
    {
        FileKind.Unknown => otherwise,
        FileKind.Text => NameFormat.Text,
        FileKind.Csv => NameFormat.Csv,
        FileKind.Tsv => NameFormat.Tsv,
        FileKind.Jsonl => NameFormat.Jsonl,
        FileKind.Json =>
            throw FileEnding.Refuse(path, "--output", "can be a JSON object a line, not one JSON value", ".jsonl, or say --format jsonl"),
        _ => throw FileEnding.Refuse(
            path, "--output", "can be text, CSV, TSV or JSON lines", ".txt, .csv, .tsv or .jsonl, or say --format"),
    };
}

/// <summary>Writes names with what is known about them, one by one.</summary>
internal abstract class NameWriter : IDisposable
{
    /// <summary>Makes a writer.</summary>
    /// <param name="format">The format.</param>
    /// <param name="output">Where to.</param>
    /// <param name="columns">What each <see cref="Write"/> brings, the name among it; text keeps the name alone.</param>
    public static NameWriter Create(NameFormat format, TextWriter output, params string[] columns) => format switch
    {
        NameFormat.Text => new Lines(output, Array.IndexOf(columns, "name")),
        NameFormat.Csv => new Csv(output, columns, ','),
        NameFormat.Tsv => new Csv(output, columns, '\t'),
        NameFormat.Jsonl => new Jsonl(output, columns),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format."),
    };

    /// <summary>Writes one name: a value a column, each a string, an integer or a double.</summary>
    public abstract void Write(params object[] values);

    public abstract void Dispose();

    private sealed class Lines(TextWriter output, int name) : NameWriter
    {
        public override void Write(params object[] values) => output.Write(VisibleText.Escape((string)values[name]) + "\n");

        public override void Dispose() => output.Flush();
    }

    private sealed class Csv : NameWriter
    {
        private readonly CsvWriter _csv;

        public Csv(TextWriter output, string[] columns, char delimiter)
        {
            _csv = CsvWriter.Create(output, CsvWriterOptions.Default with { Separator = delimiter, NewLine = "\n" }, leaveOpen: true);
            _csv.WriteHeader(columns);
        }

        public override void Write(params object[] values) =>
            _csv.WriteRecord(Array.ConvertAll(values, value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));

        public override void Dispose() => _csv.Dispose();
    }

    private sealed class Jsonl(TextWriter output, string[] columns) : NameWriter
    {
        private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        public override void Write(params object[] values) =>
            output.Write(
                JsonSerializer.Serialize(columns.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second), Options) + "\n");

        public override void Dispose() => output.Flush();
    }
}
