using System.Buffers;
using System.Text;
using MlPipeline.Scoring.Tables;

namespace MlPipeline.Scoring.Outputs;

/// <summary>
/// CSV: the bytes of the input's rows as they are, then the results, in the input's own dialect, line ends and byte order mark
/// included.
/// </summary>
/// <param name="header">The input's header.</param>
/// <param name="dialect">The input's dialect.</param>
/// <param name="columns">The results.</param>
/// <param name="isSafe">Whether fields that a spreadsheet would take for formulas are disarmed: those are then not as they were.</param>
internal sealed class CsvRowFormat(TableHeader header, CsvDialect dialect, IReadOnlyList<OutputColumn> columns, bool isSafe) : RowFormat
{
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
        if (!isSafe)
        {
            output.Write(record);
            return;
        }

        RecordFields.Split(record, dialect.DelimiterBytes, _fields);
        for (var i = 0; i < _fields.Count; i++)
        {
            if (i > 0)
                output.Write(dialect.DelimiterBytes);
            var field = record[_fields[i]];
            var text = RecordFields.TextOf(field);
            if (SpreadsheetGuard.Guard(text) is var guarded && guarded != text)
                Encoding.UTF8.GetBytes(RecordFields.Quoted(guarded, dialect.Delimiter), output);
            else
                output.Write(field);
        }
    }

    private void WriteResult(IBufferWriter<byte> output, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            output.Write(dialect.DelimiterBytes);
            Encoding.UTF8.GetBytes(RecordFields.Quoted(isSafe ? SpreadsheetGuard.Guard(value) : value, dialect.Delimiter), output);
        }
    }
}
