using System.Text;
using MlPipeline.Data;

namespace MlPipeline.Scoring.Tests.Tables;

public sealed class TableReaderTests
{
    private static readonly string Long = new('x', 300_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void Rows_are_the_bytes_of_the_file_whatever_the_windows(int maxRows)
    {
        string[] rows = ["a,\"b\nc\"", "", $"{Long},1", "d,e", $"\"{Long}\n{Long}\",2", "last,3"];
        using var table = Read("x,y\r\n" + string.Join('\n', rows));

        var read = table.Windows(maxRows).SelectMany(window => window.Rows).ToList();

        Assert.Equal(rows, read.Select(row => Encoding.UTF8.GetString(row.Bytes.Span)));
        Assert.Equal(Enumerable.Range(0, rows.Length).Select(i => (long)i), read.Select(row => row.Index));
        Assert.Equal([1, 1, 1, 1, 1, 0], read.Select(row => row.LineEnd.Length));
        Assert.Equal([false, true, false, false, false, false], read.Select(row => row.IsBlank));
        Assert.Equal(["x", "y"], table.Header.Columns);
    }

    [Fact]
    public void Positions_are_where_windows_end_and_can_be_gone_on_from()
    {
        var text = "x\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"\"{i}\n\"\r\n"));
        using var table = Read(text);
        var first = table.Windows(300).Take(2).Last();
        using var again = Read(text);

        again.SkipTo(first.Next);

        Assert.Equal(600, first.Next.Row);
        Assert.Equal(Encoding.UTF8.GetByteCount(text.AsSpan(0, text.IndexOf("\"600", StringComparison.Ordinal))), first.Next.Offset);
        Assert.Equal("\"600\n\"", Encoding.UTF8.GetString(again.Windows(1).First().Rows[0].Bytes.Span));
    }

    [Fact]
    public void Going_on_in_another_file_is_refused()
    {
        using var table = Read("x\na\nb\nc\n");
        var first = table.Windows(2).First();
        using var other = Read("x\na\nB\nc\n");

        Assert.Contains(
            "the rows before row 4 are not those", Assert.Throws<DataFileException>(() => other.SkipTo(first.Next)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_end_before_the_row_that_is_asked_for()
    {
        using var table = Read("x\na\nb\nc\nd\n");
        table.MoveTo(1, 4, 3);

        var rows = table.Windows(2, end: 4).SelectMany(window => window.Rows);

        Assert.Equal([(1L, "b"), (2L, "c"), (3L, "d")], rows.Select(row => (row.Index, Encoding.UTF8.GetString(row.Bytes.Span))));
    }

    [Fact]
    public void Record_of_endless_length_is_passed_over_in_little_memory()
    {
        var text = $"x\na\n\"{new string('y', TableReader.LongestRecord + 100)}\"\nb\n";
        using var table = Read(text);

        var rows = table.Windows(10).SelectMany(window => window.Rows).ToList();

        Assert.Equal(
            [(false, "a"), (true, ""), (false, "b")], rows.Select(row => (row.IsTooLong, Encoding.UTF8.GetString(row.Bytes.Span))));
        Assert.Equal(text.Length, table.Position.Offset);
    }

    [Theory]
    [InlineData("", "the file is empty or its first row is blank")]
    [InlineData("\n\n", "the file is empty or its first row is blank")]
    [InlineData("\uFEFF", "the file is empty or its first row is blank")]
    [InlineData("a\0b\n", "NUL")]
    [InlineData("a\rb\rc\r", "rows end with CR alone")]
    [InlineData("a,\"b", "none closes it")]
    public void Header_that_cannot_be_one_is_refused(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<DataFileException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Other_encodings_are_refused()
    {
        Assert.Contains(
            "UTF-16",
            Assert.Throws<DataFileException>(
                () => Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("a\nb\n")).ToArray())).Message,
                    StringComparison.Ordinal);
        Assert.Contains(
            "not UTF-8", Assert.Throws<DataFileException>(() => Read([.. "a"u8, 0xFF, .. "\nb\n"u8])).Message, StringComparison.Ordinal);
    }

    private static TableReader Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static TableReader Read(byte[] bytes) => TableReader.Read(new MemoryStream(bytes), "in.csv", new CsvDialect());
}
