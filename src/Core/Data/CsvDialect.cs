using System.Buffers;
using System.Text;

namespace MlPipeline.Data;

/// <summary>How a CSV file is written. Fields are quoted by <c>"</c> and rows end with LF or CRLF, as RFC 4180 says.</summary>
public sealed record CsvDialect
{
    private static readonly string[] TabEndings = [".tsv", ".tab"];

    /// <summary>What separates fields: one character, not a quotation mark or a line break. Default: a comma.</summary>
    /// <exception cref="ArgumentException">Not such a character.</exception>
    public string Delimiter
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (Rune.DecodeFromUtf16(value, out var rune, out var used) != OperationStatus.Done || used != value.Length
                || "\"\r\n\0\uFEFF".Contains(value))
            {
                throw new ArgumentException($"The delimiter is one character, such as ';' or '\\t', and not '{value}'.", nameof(value));
            }

            (field, DelimiterBytes, IsAssumed) = (value, Encoding.UTF8.GetBytes(rune.ToString()), false);
        }
    } = ",";

    /// <summary>Whether the first row names the columns; without, columns are called by their numbers from 1. Default: true.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>
    /// Whether a quoted field may hold line breaks. Where it may not, every line is a row, whatever its quotation marks. Default: true.
    /// </summary>
    public bool HasMultilineFields { get; init; } = true;

    /// <summary>Gets the delimiter as UTF-8, 1 to 4 bytes.</summary>
    internal byte[] DelimiterBytes { get; private init; } = [(byte)','];

    /// <summary>Gets whether no one has said what the delimiter is.</summary>
    internal bool IsAssumed { get; private init; } = true;

    /// <summary>Gets the dialect that the ending of a file's name suggests: tabs for <c>.tsv</c> and <c>.tab</c>, else commas.</summary>
    /// <param name="path">Name of a file; it need not exist.</param>
    public static CsvDialect Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return TabEndings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
            ? new CsvDialect { Delimiter = "\t" } with { IsAssumed = true }
            : new CsvDialect();
    }

    /// <summary>Says whether both describe files that are written in the same way.</summary>
    /// <param name="other">Another dialect.</param>
    public bool Equals(CsvDialect? other) =>
        other is not null && (Delimiter, HasHeader, HasMultilineFields) == (other.Delimiter, other.HasHeader, other.HasMultilineFields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Delimiter, HasHeader, HasMultilineFields);
}
