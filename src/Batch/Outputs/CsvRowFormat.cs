using System.Buffers;
using System.Text;
using MlPipeline.Data;

namespace MlPipeline.Batch.Outputs;

/// <summary>
/// CSV: the bytes of the input's rows as they are, then the results, in the input's own dialect, line ends and byte order mark
/// included.
/// </summary>
/// <param name="header">The input's header.</param>
/// <param name="dialect">The input's dialect.</param>
/// <param name="columns">The results.</param>
/// <param name="isSafe">Whether fields that a spreadsheet would take for formulas are disarmed: those are then not as they were.</param>
/// <param name="output">The dialect whose delimiter is written; null for the input's own.</param>
internal sealed class CsvRowFormat(
    TableHeader header, CsvDialect dialect, IReadOnlyList<OutputColumn> columns, bool isSafe, CsvDialect? output = null) : RowFormat
{
    private readonly CsvDialect _output = output ?? dialect;
    private readonly bool _isOther = output is not null && output.Delimiter != dialect.Delimiter;
    private readonly List<Range> _fields = [];

    public override void WriteHeader(IBufferWriter<byte> output)
    {
        output.Write(header.Preamble);
        if (!dialect.HasHeader)
            return;

        WriteInput(output, header.Record);
        WriteResult(output, columns.Select(column => column.Name));
        output.Write(header.NewLine);
    }

    public override void Write(IBufferWriter<byte> output, in RawRow row, IReadOnlyList<IReadOnlyList<string>> results)
    {
        foreach (var result in results)
        {
            WriteInput(output, row.Bytes.Span);
            WriteResult(output, result);
            output.Write(row.LineEnd.IsEmpty ? header.NewLine : row.LineEnd.Span);
        }
    }

    private void WriteInput(IBufferWriter<byte> output, ReadOnlySpan<byte> record)
    {
        if (!isSafe && !_isOther)
        {
            output.Write(record);
            return;
        }

        RecordFields.Split(record, dialect.DelimiterBytes, _fields);
        for (var i = 0; i < _fields.Count; i++)
        {
            if (i > 0)
                output.Write(_output.DelimiterBytes);
            WriteField(output, record[_fields[i]]);
        }
    }

    // As it is, unless it is a formula, or holds the delimiter that is written and no quotation marks around it.
    private void WriteField(IBufferWriter<byte> output, ReadOnlySpan<byte> field)
    {
        var text = RecordFields.TextOf(field);
        if (isSafe && SpreadsheetGuard.Guard(text) is var guarded && guarded != text)
            Encoding.UTF8.GetBytes(RecordFields.Quoted(guarded, _output.Delimiter), output);
        else if (_isOther && field is not [(byte)'"', ..] && field.IndexOf(_output.DelimiterBytes) >= 0)
            Encoding.UTF8.GetBytes(RecordFields.Quoted(text, _output.Delimiter), output);
        else
            output.Write(field);
    }

    private void WriteResult(IBufferWriter<byte> output, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            output.Write(_output.DelimiterBytes);
            Encoding.UTF8.GetBytes(RecordFields.Quoted(isSafe ? SpreadsheetGuard.Guard(value) : value, _output.Delimiter), output);
        }
    }
}
