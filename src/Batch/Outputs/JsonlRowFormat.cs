using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using MlPipeline.Common;
using MlPipeline.Data;

namespace MlPipeline.Batch.Outputs;

/// <summary>
/// JSON lines: an object a result, with the input's fields as strings and the results as what they are; null where there is none.
/// </summary>
internal sealed class JsonlRowFormat : RowFormat
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CsvDialect _dialect;
    private readonly JsonEncodedText[] _inputs;
    private readonly (JsonEncodedText Name, ColumnKind Kind)[] _results;
    private readonly List<Range> _fields = [];

    /// <summary>Prepares to write.</summary>
    /// <param name="header">The input's header.</param>
    /// <param name="dialect">The input's dialect.</param>
    /// <param name="columns">The results.</param>
    /// <exception cref="RequestException">Two columns have the same name.</exception>
    public JsonlRowFormat(TableHeader header, CsvDialect dialect, IReadOnlyList<OutputColumn> columns)
    {
        var names = ColumnNames.Of(header, dialect, columns);
        _dialect = dialect;
        _inputs = [.. names.Take(header.Columns.Count).Select(name => JsonEncodedText.Encode(name, Options.Encoder))];
        _results = [.. columns.Select(column => (JsonEncodedText.Encode(column.Name, Options.Encoder), column.Kind))];
    }

    public override void WriteHeader(IBufferWriter<byte> output)
    {
    }

    public override void Write(IBufferWriter<byte> output, in RawRow row, IReadOnlyList<IReadOnlyList<string>> results)
    {
        var record = row.Bytes.Span;
        RecordFields.Split(record, _dialect.DelimiterBytes, _fields);
        using var json = new Utf8JsonWriter(output, Options);
        foreach (var result in results)
        {
            json.WriteStartObject();
            for (var i = 0; i < _inputs.Length; i++)
                json.WriteString(_inputs[i], RecordFields.TextOf(record[_fields[i]]));
            for (var i = 0; i < _results.Length; i++)
                WriteValue(json, _results[i].Name, _results[i].Kind, result[i]);
            json.WriteEndObject();
            json.Flush();
            output.Write("\n"u8);
            json.Reset();
        }
    }

    private static void WriteValue(Utf8JsonWriter json, JsonEncodedText name, ColumnKind kind, string value)
    {
        json.WritePropertyName(name);
        if (kind == ColumnKind.Text && value.Length > 0)
            json.WriteStringValue(value);
        else if (value.Length == 0)
            json.WriteNullValue();
        else
            json.WriteRawValue(value);
    }
}
