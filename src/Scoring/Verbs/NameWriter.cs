using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using MlPipeline.Generation;

namespace MlPipeline.Scoring.Verbs;

/// <summary>How generated names are written.</summary>
internal enum NameFormat
{
    /// <summary>A name a line.</summary>
    Text,

    /// <summary>Columns <c>name,log_likelihood</c>.</summary>
    Csv,

    /// <summary>A JSON object a line.</summary>
    Jsonl,
}

/// <summary>Writes generated names one by one.</summary>
internal abstract class NameWriter : IDisposable
{
    public static NameWriter Create(NameFormat format, TextWriter output) => format switch
    {
        NameFormat.Text => new Lines(output),
        NameFormat.Csv => new Csv(output),
        NameFormat.Jsonl => new Jsonl(output),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format."),
    };

    public abstract void Write(GeneratedName name);

    public abstract void Dispose();

    private sealed class Lines(TextWriter output) : NameWriter
    {
        public override void Write(GeneratedName name) => output.Write(name.Name + "\n");

        public override void Dispose() => output.Flush();
    }

    private sealed class Csv : NameWriter
    {
        private readonly CsvWriter _csv;

        public Csv(TextWriter output)
        {
            _csv = CsvWriter.Create(output, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
            _csv.WriteHeader("name", "log_likelihood");
        }

        public override void Write(GeneratedName name) => _csv.WriteRecord(name.Name, name.LogLikelihood.ToString("R", CultureInfo.InvariantCulture));

        public override void Dispose() => _csv.Dispose();
    }

    private sealed class Jsonl(TextWriter output) : NameWriter
    {
        private static readonly JsonSerializerOptions Options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        public override void Write(GeneratedName name) => output.Write(JsonSerializer.Serialize(new { name.Name, name.LogLikelihood }, Options) + "\n");

        public override void Dispose() => output.Flush();
    }
}
