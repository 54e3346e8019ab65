using System.Text;
using CsCheck;
using MlPipeline.Data;

namespace MlPipeline.Scoring.Tests.Tables;

public sealed class RecordScannerTests
{
    [Theory]
    [InlineData("a,b\nc,d\n", new[] { 4, 8 })]
    [InlineData("a\r\nb", new[] { 3 })]
    [InlineData("\"a\nb\",c\nd\n", new[] { 8, 10 })]
    [InlineData("\"a\"\"\n\"\"b\"\nd\n", new[] { 10, 12 })]
    [InlineData("5\" pipe\nb\n", new[] { 8, 10 })]
    [InlineData("a,5\"\n\"b\n\"\n", new[] { 5, 10 })]
    [InlineData("\"a\"b\"\nc\n", new[] { 6, 8 })]
    [InlineData("\n\n", new[] { 1, 2 })]
    [InlineData("\"never closed\n\n", new int[0])]
    [InlineData("", new int[0])]
    public void Line_feeds_end_records_unless_they_are_quoted(string text, int[] expected)
    {
        var ends = new List<int>();

        new RecordScanner(","u8.ToArray()).Scan(Encoding.UTF8.GetBytes(text), 0, ends);

        Assert.Equal(expected, ends);
    }

    [Fact]
    public void Byte_order_mark_stands_before_the_first_field()
    {
        var ends = new List<int>();

        new RecordScanner(","u8.ToArray()).Scan([0xEF, 0xBB, 0xBF, .. "\"a\nb\"\n"u8], 0, ends, isStart: true);

        Assert.Equal([9], ends);
    }

    // The reference reads byte by byte, as the rule is written down.
    [Fact]
    public void Ends_are_those_of_a_reader_byte_by_byte_however_the_bytes_are_cut()
    {
        var texts = Gen.OneOf("\"", "\"\"", ",", ";", "\n", "\r\n", "¦", "a", "b c", ",\"", "\",", "\n\"", new string('x', 61)).Array[0, 60]
            .Select(string.Concat);

        Gen.Select(texts, Gen.OneOf(",", ";", "¦", "|"), Gen.Int[1, 70]).Sample((text, delimiter, piece) =>
        {
            var (bytes, ends) = (Encoding.UTF8.GetBytes(text), new List<int>());
            var scanner = new RecordScanner(Encoding.UTF8.GetBytes(delimiter));
            for (var start = 0; start < bytes.Length; start += piece)
                scanner.Scan(bytes.AsSpan(start, Math.Min(piece, bytes.Length - start)), start, ends);

            return ends.SequenceEqual(Reference(bytes, Encoding.UTF8.GetBytes(delimiter)));
        }, iter: 20_000);
    }

    private static List<int> Reference(byte[] bytes, byte[] delimiter)
    {
        var (ends, isQuoted, mayOpen) = (new List<int>(), false, true);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (isQuoted)
            {
                isQuoted = bytes[i] != '"';
                mayOpen = !isQuoted;
            }
            else if (bytes[i] == '"' && mayOpen)
            {
                isQuoted = true;
            }
            else
            {
                mayOpen = bytes[i] == '\n' || bytes.AsSpan(0, i + 1).EndsWith(delimiter);
                if (bytes[i] == '\n')
                    ends.Add(i + 1);
            }
        }

        return ends;
    }
}
