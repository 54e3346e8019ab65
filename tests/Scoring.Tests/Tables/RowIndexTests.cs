using System.Security.Cryptography;
using System.Text;
using MlPipeline.Batch.Tables;
using MlPipeline.Data;

namespace MlPipeline.Scoring.Tests.Tables;

public sealed class RowIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void Every_record_is_found_where_it_begins(string mark)
    {
        var records = Enumerable.Range(0, 60_000).Select(i => $"\"{i}\n{new string('"', i % 3 * 2)}\",{new string('x', i % 97)}\r\n")
            .ToList();
        var path = _folder.Write("in.csv", mark + string.Concat(records));

        var index = RowIndexBuilder.Scan(path, new CsvDialect());

        Assert.Equal((records.Count, new FileInfo(path).Length), (index.Records, index.Bytes));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), index.Sha256);
        Assert.True(index.Blocks.Count > 3);
        var (offset, places) = ((long)Encoding.UTF8.GetByteCount(mark), new List<(long, long)>());
        foreach (var (i, record) in records.Index())
        {
            places.Add((offset, 2 * i + 1));                             // each covers two lines
            offset += Encoding.UTF8.GetByteCount(record);
        }

        Assert.All(Enumerable.Range(1, 200).Select(i => i * 299), record => Assert.Equal(places[record], index.PlaceOf(path, record)));
        Assert.Equal(offset, index.PlaceOf(path, records.Count).Offset);
    }

    [Theory]
    [InlineData("a\nb\n", 2)]
    [InlineData("a\nb", 2)]
    [InlineData("a\n\n\n", 3)]
    [InlineData("a\n\"b\n", 2)]
    [InlineData("a", 1)]
    public void Records_are_counted_with_blank_ones_and_one_without_an_end(string text, int expected) =>
        Assert.Equal(expected, RowIndexBuilder.Scan(_folder.Write("in.csv", text), new CsvDialect()).Records);

    [Fact]
    public void Change_of_any_byte_of_the_own_rows_is_found()
    {
        var path = _folder.Write("in.csv", string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i}\n")));
        var index = RowIndexBuilder.Scan(path, new CsvDialect());
        using (var stream = new FileStream(path, FileMode.Open))
        {
            stream.Position = stream.Length - 2;
            stream.WriteByte((byte)'x');
        }

        index.Verify(path, 0, 1000);

        Assert.Contains(
            "has changed since", Assert.Throws<DataFileException>(() => index.Verify(path, 399_000, 1000)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void File_is_read_back_and_another_file_is_refused()
    {
        var path = _folder.Write("in.csv", "a;b\n1;2\n");
        var dialect = new CsvDialect { Delimiter = ";" };
        Assert.Null(RowIndexFile.Find(path, dialect));

        RowIndexFile.Write(path + RowIndexFile.Suffix, RowIndexBuilder.Scan(path, dialect));

        Assert.Equal(2, RowIndexFile.Find(path, dialect)!.Records);
        Assert.Contains("made with the delimiter ';'", Refusal(path, new CsvDialect()), StringComparison.Ordinal);
        File.AppendAllText(path, "3;4\n");
        Assert.Contains("has changed since", Refusal(path, dialect), StringComparison.Ordinal);
        File.WriteAllText(path + RowIndexFile.Suffix, "{");
        Assert.Contains("this is no index of rows", Refusal(path, dialect), StringComparison.Ordinal);
        File.WriteAllText(path + RowIndexFile.Suffix, "null");
        Assert.Contains("another version", Refusal(path, dialect), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Refusal(string path, CsvDialect dialect) =>
        Assert.Throws<DataFileException>(() => RowIndexFile.Find(path, dialect)).Message;
}
