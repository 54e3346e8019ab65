using System.Buffers;
using System.Text;
using MlPipeline.CommandLine;

namespace MlPipeline.Scoring.Tables;

/// <summary>How a CSV file is written. Fields are quoted by <c>"</c> and rows end with LF or CRLF, as RFC 4180 says.</summary>
internal sealed record CsvDialect
{
    /// <summary>What separates fields: one character, not a quotation mark or a line break. Default: a comma.</summary>
    /// <exception cref="UsageException">Not such a character.</exception>
    public string Delimiter
    {
        get;
        init
        {
            if (Rune.DecodeFromUtf16(value, out var rune, out var used) != OperationStatus.Done || used != value.Length || "\"\r\n\0\uFEFF".Contains(value))
                throw new UsageException($"The delimiter is one character, such as ';' or '\\t', and not '{value}'.");
            (field, DelimiterBytes) = (value, Encoding.UTF8.GetBytes(rune.ToString()));
        }
    } = ",";

    /// <summary>Whether the first row names the columns. Default: true.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Gets the delimiter as UTF-8, 1 to 4 bytes.</summary>
    public byte[] DelimiterBytes { get; private init; } = [(byte)','];
}
