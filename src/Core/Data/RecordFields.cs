using System.Text;

namespace MlPipeline.Data;

/// <summary>Takes a record apart, by the same rules that <see cref="RecordScanner"/> finds its end by.</summary>
internal static class RecordFields
{
    private const string Unclosed = "a quotation mark opens the field and none closes it. Close it, and double the marks inside.";

    private const byte Quote = (byte)'"';

    /// <summary>Finds the fields of a record.</summary>
    /// <param name="record">A record without its line end.</param>
    /// <param name="delimiter">The delimiter.</param>
    /// <param name="fields">Gets the range of each field, with its quotation marks; emptied before.</param>
    /// <returns>What is wrong, null where nothing is; the fields are then those before the fault, and the faulty one.</returns>
    public static string? Split(ReadOnlySpan<byte> record, ReadOnlySpan<byte> delimiter, List<Range> fields)
    {
        fields.Clear();
        for (var start = 0; ; start += delimiter.Length)
        {
            var (length, problem) = LengthOf(record[start..], delimiter);
            fields.Add(start..(start + length));
            start += length;
            if (problem is not null || start == record.Length)
                return problem;
        }
    }

    /// <summary>Reads a field's text.</summary>
    /// <param name="field">A field with its quotation marks, valid UTF-8.</param>
    public static string TextOf(ReadOnlySpan<byte> field) => field is [Quote, .., Quote]
        ? Encoding.UTF8.GetString(field[1..^1]).Replace("\"\"", "\"", StringComparison.Ordinal)
        : Encoding.UTF8.GetString(field);

    /// <summary>Writes a text as a field, quoted where it has to be.</summary>
    /// <param name="text">The text.</param>
    /// <param name="delimiter">The delimiter.</param>
    /// <param name="mustQuote">Whether it is quoted in any case: a row of one empty field would be a blank line.</param>
    public static string Quoted(string text, string delimiter, bool mustQuote = false) =>
        mustQuote || text.AsSpan().IndexOfAny("\"\r\n") >= 0 || text.Contains(delimiter, StringComparison.Ordinal) || text.StartsWith(' ')
            || text.EndsWith(' ')
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;

    private static (int Length, string? Problem) LengthOf(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> delimiter)
    {
        if (rest is not [Quote, ..])
        {
            var length = rest.IndexOf(delimiter) is var end and >= 0 ? end : rest.Length;
            return rest[..length].Contains((byte)'\r')
                ? (length,
                    "a carriage return is alone, which many programs take for the row's end. Quote the field, or end rows with LF or CRLF.")
                : (length, null);
        }

        for (var at = 1; ; at += 2)
        {
            var mark = rest[at..].IndexOf(Quote);
            if (mark < 0)
                return (rest.Length, Unclosed);

            at += mark;
            var behind = rest[(at + 1)..];
            if (behind.IsEmpty || behind.StartsWith(delimiter))
                return (at + 1, null);
            if (behind[0] != Quote)
            {
                return (rest.Length,
                    "text follows the quotation mark that closes the field. Quote the whole field, and double the marks inside.");
            }
        }
    }
}
