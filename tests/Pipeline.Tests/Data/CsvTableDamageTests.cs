using System.Text;
using MlPipeline.Data;

namespace MlPipeline.Tests.Data;

/// <summary>CSV as strangers write it.</summary>
public sealed class CsvTableDamageTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1", "2")]
    [InlineData("a,b\r\n1,2\r\n", "1", "2")]
    [InlineData("a,b\r\n1,2", "1", "2")]
    [InlineData("\uFEFFa,b\n1,2\n", "1", "2")]
    [InlineData("\uFEFF\"a\",b\n1,2\n", "1", "2")]
    [InlineData("a,b\n\n\n1,2\n\n", "1", "2")]
    [InlineData("a,b\n\"\",\n", "", "")]
    [InlineData("a,b\n\"x,\n\"\"y\"\"\",2\n", "x,\n\"y\"", "2")]
    [InlineData("a,b\n 1 ,\t2\n", " 1 ", "\t2")]
    [InlineData("a,b\n=1+1,'2'\n", "=1+1", "'2'")]
    [InlineData("a,b\n#1,sep=;\n", "#1", "sep=;")]
    [InlineData("a,b\n5\" pipe,6\"\n", "5\" pipe", "6\"")]
    public void One_row_reads_as_its_fields(string text, string first, string second)
    {
        using var table = Read(text);

        Assert.Equal(["a", "b"], table.Header);
        Assert.Equal([first, second], Assert.Single(table.Rows()).Fields);
    }

    [Theory]
    [InlineData("name\nOna\n\"Jonas\nEglė\n", 3, "lines 3 to 4: a quotation mark opens the field and none closes it")]
    [InlineData("name\nOna\n\"Jo\"nas\n", 3, "text follows the quotation mark that closes the field")]
    [InlineData("\"name\nOna\n", 1, "lines 1 to 2: a quotation mark opens the field and none closes it")]
    [InlineData("id,name,x\n1,\"Rasa\",\"a\n2,Jonas,plain\n3,Ona,\"b\"\n4,Petras,c\n", 2, "lines 2 to 4: text follows the quotation mark")]
    [InlineData("a,b\n\"1\n1\",2\n\"3\n4\",\"5\n6\n", 3, "lines 4 to 6: a quotation mark opens the field and none closes it")]
    [InlineData("a,b\n\"1\n1\",2\n3,\n4\n", 4, "line 5: 1 field where the header has 2")]
    [InlineData("a,b\n1,2\n\n1,2,3\n", 4, "3 fields where the header has 2")]
    [InlineData("a,b\n\"1\n1\",2\n1\n", 3, "line 4: 1 field where the header has 2")]
    public void Broken_row_is_refused_with_its_number(string text, long row, string expected)
    {
        var exception = Assert.Throws<DataFileException>(() =>
        {
            using var table = Read(text);
            _ = table.Rows().Count();
        });

        Assert.Equal(row, exception.Row);
        Assert.StartsWith($"memory, row {row}: {expected}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_alone_is_a_table_without_rows()
    {
        using var table = Read("name,gender\n");

        Assert.Equal(1, table.IndexOf("gender"));
        Assert.Empty(table.Rows());
    }

    [Fact]
    public void Column_is_found_by_its_exact_name_only_where_it_stands_once()
    {
        using var table = Read("name,Name,id,id\n1,2,3,4\n");

        Assert.Equal((0, 1), (table.IndexOf("name"), table.IndexOf("Name")));
        Assert.Contains(
            "the column 'id' appears 2 times", Assert.Throws<DataFileException>(() => table.IndexOf("id")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "The columns are: 'name', 'Name', 'id', 'id'", Assert.Throws<DataFileException>(() => table.IndexOf("NAME")).Message,
            StringComparison.Ordinal);
    }

    // In the middle, so that rows before and after it share its buffers.
    [Fact]
    public void Cell_of_ten_thousand_characters_is_read_whole()
    {
        var cell = string.Concat(Enumerable.Repeat("ilgė,", 2000));
        using var table = Read($"name\nOna\n\"{cell}\"\nJonas\n");

        Assert.Equal(["Ona", cell, "Jonas"], table.Rows().Select(row => row.Fields[0]));
    }

    [Fact]
    public void Cell_of_ten_thousand_characters_is_no_name()
    {
        var exception = Assert.Throws<DataFileException>(() =>
            NameCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes($"name\nOna\n{new string('a', 10_000)}\n"))).Count());

        Assert.Equal(
            "stream, row 3: a name of 10,000 characters where at most 200 are taken. Is this the right column, and is every quotation " +
                "mark closed?", exception.Message);
    }

    [Fact]
    public void Quote_that_swallows_the_file_ends_with_an_error_and_not_with_the_memory()
    {
        using var table = CsvTable.Read(new EndlessStream("name\n\"Jonas\n"), "memory");

        var exception = Assert.Throws<DataFileException>(() => table.Rows().Count());

        Assert.Equal(2, exception.Row);
    }

    private static CsvTable Read(string text) => CsvTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "memory");

    // After its beginning it never ends.
    private sealed class EndlessStream(string beginning) : MemoryStream(Encoding.UTF8.GetBytes(beginning))
    {
        public override int Read(Span<byte> buffer)
        {
            var count = base.Read(buffer);
            if (count == 0)
                buffer.Fill((byte)'x');
            return count == 0 ? buffer.Length : count;
        }
    }
}
