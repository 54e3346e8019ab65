using Microsoft.ML;
using MlPipeline.Data;

namespace MlPipeline.Tests.Data;

public sealed class NameCsvTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_normalises_names_and_passes_over_blank_ones()
    {
        var path = _folder.Write("names.csv", "id,name,gender\n1, e\u0307a ,female\n2,  ,male\n3,Jonas, \n");

        var names = NameCsv.Read(path, new NameCsvOptions { LabelColumn = "gender" });

        Assert.Equal([new NameRecord("ėa", "female", 2), new NameRecord("Jonas", null, 4)], names);
    }

    [Theory]
    [InlineData("name\n\"Jo\tnas\"\n", 2, "control character U+0009")]
    [InlineData("name\nOna\naaaaaaaaaaa\n", 3, "a name of 11 characters where at most 10 are taken")]
    [InlineData("title\nOna\n", 1, "there is no column 'name'. The columns are: 'title'")]
    [InlineData("name,name\nOna,Ona\n", 1, "the column 'name' appears 2 times")]
    public void Read_refuses_what_is_no_name(string text, long row, string expected)
    {
        var path = _folder.Write("names.csv", text);

        var exception = Assert.Throws<DataFileException>(() => NameCsv.Read(path, new NameCsvOptions { LongestName = 10 }).Count());

        Assert.Equal((path, row), (exception.File, exception.Row));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shipped_names_are_what_their_card_says()
    {
        var names = NameCsv.Read(TestFiles.Names, new NameCsvOptions { LabelColumn = "gender" }).ToList();

        Assert.Equal(1925, names.Select(record => record.Name).Distinct().Count());
        Assert.Equal((1087, 838), (names.Count(record => record.Label == "female"), names.Count(record => record.Label == "male")));
        Assert.Equal(names.Select(record => record.Name).Order(StringComparer.Ordinal), names.Select(record => record.Name));
        var card = File.ReadAllText(Path.Combine(TestFiles.Root, "data", "README.md"));
        Assert.Contains(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(TestFiles.Names))), card,
            StringComparison.Ordinal);
    }

    [Fact]
    public void LoadNames_is_a_view_that_can_be_read_again()
    {
        var path = _folder.Write("names.csv", "name\nOna\nJonas\n");
        var context = new MLContext(seed: 1);

        var view = context.Data.LoadNames(path);

        for (var pass = 0; pass < 2; pass++)
            Assert.Equal(["Ona", "Jonas"], context.Data.CreateEnumerable<NameRow>(view, reuseRowObject: false).Select(row => row.Name));
    }

    [Fact]
    public void LoadNames_carries_the_labels_and_the_reason_of_a_failure()
    {
        var context = new MLContext(seed: 1);
        var good = _folder.Write("good.csv", "vardas,lytis\n Ona ,female\nJonas,\n");
        var bad = _folder.Write("bad.csv", "vardas,lytis\nOna\n");
        var options = new NameCsvOptions { Column = "vardas", LabelColumn = "lytis" };

        var rows = Rows(good).ToList();
        var exception = Assert.Throws<DataFileException>(() => Rows(bad).Count());

        Assert.Equal([("Ona", "female"), ("Jonas", "")], rows.Select(row => (row.Name, row.Label)));
        Assert.Equal((bad, 2L), (exception.File, exception.Row));

        IEnumerable<NameRow> Rows(string path) =>
            context.Data.CreateEnumerable<NameRow>(context.Data.LoadNames(path, options), reuseRowObject: false);
    }

    [Fact]
    public void Stream_is_read_as_it_is_asked_for()
    {
        using var stream = new MemoryStream("name\nOna\nJonas\n"u8.ToArray());

        Assert.Equal("Ona", NameCsv.Read(stream).First().Name);
        Assert.False(stream.CanRead); // closed
    }

    public void Dispose() => _folder.Dispose();
}
