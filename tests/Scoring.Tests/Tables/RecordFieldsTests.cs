using System.Text;
using CsCheck;
using MlPipeline.Data;

namespace MlPipeline.Scoring.Tests.Tables;

public sealed class RecordFieldsTests
{
    [Theory]
    [InlineData("", new[] { "" })]
    [InlineData("a,,c", new[] { "a", "", "c" })]
    [InlineData(",", new[] { "", "" })]
    [InlineData("\"a,b\",\"say \"\"hi\"\"\",\"\"", new[] { "a,b", "say \"hi\"", "" })]
    [InlineData("5\" pipe, x ", new[] { "5\" pipe", " x " })]
    public void Fields_are_those_between_the_delimiters(string record, string[] expected)
    {
        var (problem, fields) = Split(record, ",");

        Assert.Null(problem);
        Assert.Equal(expected, fields);
    }

    [Theory]
    [InlineData("a,\"b", "none closes it")]
    [InlineData("\"a\"b,c", "text follows the quotation mark that closes the field")]
    public void Broken_quotation_is_told(string record, string expected)
    {
        var (problem, _) = Split(record, ",");

        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    // CsvHelper is the independent reader and writer.
    [Fact]
    public void Records_are_read_as_another_reader_reads_them()
    {
        var cells = Gen.OneOf("a", "ž", "\"", ",", ";", "\n", "\r\n", " ", "=1").Array[0, 5].Select(string.Concat);

        Gen.Select(cells.Array[1, 6], Gen.OneOf(',', ';', '\t')).Sample((fields, delimiter) =>
        {
            var text = new StringWriter();
            using (var csv = CsvHelper.CsvWriter.Create(
                text, CsvHelper.CsvWriterOptions.Default with { Separator = delimiter, NewLine = "\n" }))
            {
                csv.WriteRecord(fields);
            }

            var record = text.ToString()[..^1];
            var (problem, read) = Split(record, delimiter.ToString());
            return problem is null && read.SequenceEqual(fields);
        }, iter: 5000);
    }

    [Fact]
    public void Quoted_is_read_back_as_the_same_text()
    {
        var cells = Gen.OneOf("a", "ž", "\"", ",", ";", "\n", "\r", " ").Array[0, 5].Select(string.Concat);

        cells.Array[1, 5].Sample(fields =>
        {
            var (problem, read) = Split(string.Join(";", fields.Select(field => RecordFields.Quoted(field, ";"))), ";");
            return problem is null && read.SequenceEqual(fields);
        }, iter: 5000);
    }

    private static (string? Problem, List<string> Fields) Split(string record, string delimiter)
    {
        var (bytes, ranges) = (Encoding.UTF8.GetBytes(record), new List<Range>());
        var problem = RecordFields.Split(bytes, Encoding.UTF8.GetBytes(delimiter), ranges);
        return (problem, ranges.ConvertAll(range => RecordFields.TextOf(bytes.AsSpan(range))));
    }
}
