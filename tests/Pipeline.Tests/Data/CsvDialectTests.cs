using System.Text;
using CsCheck;
using MlPipeline.Data;

namespace MlPipeline.Tests.Data;

public sealed class CsvDialectTests
{
    // A reader character by character is the independent truth: by the definition, without blocks, masks or bytes.
    [Fact]
    public void Rows_and_the_first_broken_line_are_those_of_a_reader_by_the_definition()
    {
        var texts = Gen.OneOf("a", "ž", "\"", "\"", ",", ";", "¦", "\n", "\n", "\r\n", "\"\"", "\",\"", "x\"", " ").Array[0, 40]
            .Select(string.Concat);
        Gen.Select(texts, Gen.OneOf(",", ";", "¦", "\t"), Gen.Bool, Gen.Int[1, 3]).Sample((text, delimiter, isMultiline, columns) =>
        {
            var header = string.Join(delimiter, Enumerable.Range(0, columns).Select(i => $"c{i}")) + "\n";
            var (rows, broken) = Read(text, delimiter[0], isMultiline, columns);
            using var table = CsvTable.Read(
                new MemoryStream(Encoding.UTF8.GetBytes(header + text)), "memory", new CsvDialect
                {
                    Delimiter = delimiter,
                    HasMultilineFields = isMultiline,
                });

            var read = new List<string>();
            var exception = Record.Exception(() =>
            {
                foreach (var row in table.Rows())
                    read.Add($"{row.Number} {row.Line} {string.Join('|', row.Fields)}");
            });

            Assert.Equal(rows, read);
            Assert.Equal(broken, (exception as DataFileException)?.Row);
        }, iter: 5_000);
    }

    [Theory]
    [InlineData("names.csv", ",")]
    [InlineData("names.tsv", "\t")]
    [InlineData("NAMES.TAB", "\t")]
    [InlineData("names", ",")]
    public void Ending_suggests_the_delimiter(string path, string expected) => Assert.Equal(expected, CsvDialect.Of(path).Delimiter);

    [Theory]
    [InlineData("")]
    [InlineData(";;")]
    [InlineData("\"")]
    [InlineData("\n")]
    [InlineData("\uFEFF")]
    public void Delimiter_that_cannot_be_one_is_refused(string delimiter) =>
        Assert.Contains(
            "The delimiter is one character", Assert.Throws<ArgumentException>(() => new CsvDialect { Delimiter = delimiter }).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Names_are_read_by_their_number_where_there_is_no_header()
    {
        var text = new MemoryStream(Encoding.UTF8.GetBytes("Ona;f\nJonas;m\n"));

        var names = NameCsv.Read(
            text, new NameCsvOptions { Dialect = new CsvDialect { Delimiter = ";", HasHeader = false }, LabelColumn = "2" }).ToList();

        Assert.Equal([new NameRecord("Ona", "f", 1), new NameRecord("Jonas", "m", 2)], names);
    }

    [Theory]
    [InlineData("name;gender\nAbramas;male\n", "name", ";")]
    [InlineData("name\tgender\nAbramas\tmale\n", "name", "\t")]
    [InlineData("name;gender\nAbramas;male\n", "name;gender", ";")]
    public void Header_that_the_delimiter_leaves_joined_is_told_as_facts(string text, string column, string delimiter)
    {
        using var table = CsvTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "memory");

        var exception = Assert.Throws<DataFileException>(() => table.IndexOf(column));

        Assert.Equal(delimiter, exception.LikelyDelimiter);
        Assert.DoesNotContain("--", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_with_a_line_break_is_refused_with_its_lines()
    {
        var text = new MemoryStream(Encoding.UTF8.GetBytes("name\nOna\n\"Rasa\nJonas\"\n"));

        var exception = Assert.Throws<DataFileException>(() => NameCsv.Read(text).Count());

        Assert.StartsWith("stream, row 3: lines 3 to 4: the name holds a line break.", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.JoinsLines);
    }

    [Fact]
    public void Long_names_of_columns_are_cut_between_characters_and_many_are_counted()
    {
        var header = string.Join(',', Enumerable.Range(0, 50).Select(i => $"{i:00}" + new string('a', 37) + "😀bb"));
        using var table = CsvTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(header + "\n")), "memory");

        var message = Assert.Throws<DataFileException>(() => table.IndexOf("x")).Message;

        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(message)));
        Assert.Contains(" and 40 more", message, StringComparison.Ordinal);
    }

    private static (List<string> Rows, long? Broken) Read(string text, char delimiter, bool isMultiline, int columns)
    {
        var (rows, at, number, line) = (new List<string>(), 0, 2L, 2L);
        for (; at < text.Length; number++)
        {
            var (first, fields, isBroken) = (line, new List<string>(), false);
            var end = Math.Min(EndOf(text, at, delimiter, isMultiline) + 1, text.Length);
            line += text[at..end].Count(character => character == '\n');
            var record = text[at..end] switch
            {
                [.. var rest, '\r', '\n'] => rest,
                [.. var rest, '\n'] => rest,
                var rest => rest,
            };
            at = end;
            if (record.Length == 0)
                continue;

            for (var i = 0; ; i++)
            {
                var field = new StringBuilder();
                if (i < record.Length && record[i] == '"')
                {
                    for (i++; i < record.Length && (record[i] != '"' || (i + 1 < record.Length && record[i + 1] == '"')); i++)
                    {
                        field.Append(record[i]);
                        i += record[i] == '"' ? 1 : 0;
                    }

                    isBroken = i >= record.Length || (++i < record.Length && record[i] != delimiter);
                }
                else
                {
                    for (; i < record.Length && record[i] != delimiter; i++)
                        field.Append(record[i]);
                    isBroken = field.ToString().Contains('\r');
                }

                fields.Add(field.ToString());
                if (isBroken || i >= record.Length)
                    break;
            }

            if (isBroken || fields.Count != columns)
                return (rows, number);
            rows.Add($"{number} {first} {string.Join('|', fields)}");
        }

        return (rows, null);
    }

    // The line feed that ends the record, or the end of the text.
    private static int EndOf(string text, int at, char delimiter, bool isMultiline)
    {
        var (isQuoted, mayOpen) = (false, true);
        for (; at < text.Length; at++)
        {
            var character = text[at];
            if (character == '\n' && !(isQuoted && isMultiline))
                return at;
            if (isQuoted && character == '"')
                (isQuoted, mayOpen) = (false, true);                     // a second one opens again
            else if (!isQuoted)
                (isQuoted, mayOpen) = (character == '"' && mayOpen, character == delimiter);
        }

        return at;
    }
}
