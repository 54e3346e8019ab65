using System.Globalization;
using System.Text;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>Tables as they come from other programs, in one piece and in shards.</summary>
public sealed class StrangeTablesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("\uFEFF\"prefix\",\"x\ny\"\r\n\"Jo\",\"a\r\nb\"\r\nEg,\"\"\r\n", 2, 0)]
    [InlineData("\uFEFF\"Jo\",\"a\nb\"\nEg,c\n,d\nA,e\n", 4, 0, "--no-header")]
    [InlineData("\"\"\nJo\n", 2, 0, "--no-header")]
    [InlineData(",\nJo,1\n", 2, 0, "--no-header")]
    [InlineData("prefix,x\r\nJo,1\nEg,2\r\nA,3", 3, 0)]
    [InlineData("prefix¦x,y\nJo¦\"¦\"\nEg¦,", 2, 0, "--delimiter", "¦")]
    [InlineData("prefix\tx\nJo\t\"\t\"\n\t\n", 2, 0, "--delimiter", "tab")]
    [InlineData("prefix,x\nJo\r,1\nEg,2\rA,3\nB,4\nC,\"5\r6\"\nD,7\r", 2, 3)]
    [InlineData("prefix,x\nJo,\0\nEg,2\n", 1, 1)]
    [InlineData("prefix,x\nJo\nEg,2\nA,1,2\nB,\n", 2, 2)]
    [InlineData("prefix,x\nJo,\"1\"x\nEg,\"2\" \nA,3\n", 1, 2)]
    [InlineData("prefix,x\nJo,1\nEg,\"2\nA,3\nB,4\n", 1, 1)]
    [InlineData("prefix\n\nJo\n\r\n\"\"\nEg\n\n", 3, 0)]
    [InlineData("prefix,x,x\nJo,1,2\n", 1, 0)]
    public async Task Good_rows_pass_through_as_they_are_however_many_shards_read_them(
        string text, int good, int bad, params string[] options)
    {
        var input = _folder.Write("in.csv", text);

        Assert.Equal(0, (await Complete(input, "one", options)).Code);
        foreach (var shard in Enumerable.Range(1, 3))
            Assert.Equal(0, (await Complete(input, "out", [.. options, "--shard", $"{shard}/3"])).Code);
        Assert.Equal(0, (await CommandLine.Run("merge", "--output", _folder["out"], "--errors", _folder["out.bad"])).Code);

        var output = File.ReadAllBytes(_folder["one"]);
        Assert.Equal(output, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(File.ReadAllBytes(_folder["one.bad"]), File.ReadAllBytes(_folder["out.bad"]));
        Assert.Equal(bad, File.ReadAllLines(_folder["one.bad"]).Length - 1);
        Assert.Equal(2 * good, Read(output, options).Count(fields => fields[^1] is "true" or "false"));
    }

    // A table in which each row holds something of its own, told apart by an independent reader.
    [Fact]
    public async Task Hundred_columns_with_line_breaks_are_read_back_by_another_reader()
    {
        var rows = Enumerable.Range(0, 40)
            .Select(i => string.Join(',', Enumerable.Range(0, 99).Select(c => $"\"{i},\n\"\"{c}\"\"\"").Prepend(i % 3 == 0 ? "" : "Jo")))
                .ToList();
        var input = _folder.Write(
            "in.csv", string.Join(',', Enumerable.Range(1, 99).Select(c => $"c{c}").Prepend("prefix")) + "\n" + string.Join('\n', rows));

        await Complete(input, "out");

        var read = Read(File.ReadAllBytes(_folder["out"]), []).Skip(1).ToList();
        Assert.Equal(80, read.Count);
        Assert.All(read.Index(), row =>
        {
            Assert.Equal(105, row.Item.Length);
            Assert.Equal(Enumerable.Range(0, 99).Select(c => $"{row.Index / 2},\n\"{c}\""), row.Item[1..100]);
            Assert.Equal((row.Index % 2 + 1).ToString(CultureInfo.InvariantCulture), row.Item[100]);
        });
    }

    [Fact]
    public async Task Prefix_of_any_length_is_completed_or_listed()
    {
        var input = _folder.Write(
            "in.csv", "prefix\n\"\"\n" + string.Concat(Enumerable.Range(1, 30).Select(length => "Jo" + new string('a', length) + "\n")));

        await Complete(input, "out");

        var names = Read(File.ReadAllBytes(_folder["out"]), []).Skip(1).ToList();
        var listed = File.ReadAllLines(_folder["out.bad"]).Skip(1).ToList();
        Assert.Equal(31, names.Count / 2 + listed.Count);
        Assert.All(names, fields => Assert.StartsWith(fields[0], fields[2], StringComparison.Ordinal));
        Assert.All(listed, line => Assert.Contains("characters, and names have at most", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Quotation_mark_that_is_never_closed_is_told_with_what_it_hides()
    {
        var input = _folder.Write("in.csv", "prefix,x\nJo,1\nEg,\"2\n" + string.Concat(Enumerable.Repeat("A,3\n", 1200)));

        var (code, _, error) = await Complete(input, "out");

        Assert.Equal(0, code);
        Assert.Contains("row 3: lines 3 to 1203: a quotation mark opens the field and none closes it.", error, StringComparison.Ordinal);
        Assert.Contains("2 rows, 1 errors (1,201 lines)", error, StringComparison.Ordinal);
        Assert.Contains("\n3,x,\"lines 3 to 1203: ", File.ReadAllText(_folder["out.bad"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_json_where_progress_is()
    {
        var (code, _, error) = await Complete(_folder["none.csv"], "out", "--progress", "json");

        Assert.Equal(2, code);
        using var line = System.Text.Json.JsonDocument.Parse(error);
        Assert.Equal("error", line.RootElement.GetProperty("event").GetString());
        Assert.Equal(2, line.RootElement.GetProperty("exit_code").GetInt32());
        Assert.EndsWith(
            "none.csv: there is no such file. Check the path.", line.RootElement.GetProperty("message")
                .GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_as_output_is_refused_before_anything_is_done()
    {
        Directory.CreateDirectory(_folder["out"]);

        CommandLine.AssertOneError("out is a folder. Name a file in it.", await Complete(_folder.Write("in.csv", "prefix\nJo\n"), "out"));
        Assert.Equal(["in.csv"], _folder.Files);
    }

    public void Dispose() => _folder.Dispose();

    private Task<(int Code, string Output, string Error)> Complete(string input, string output, params string[] options) => CommandLine.Run(
        ["complete", input, "--model", TestFiles.Model, "--samples", "2", "--output", _folder[output], "--errors", _folder[$"{output}.bad"],
            .. options]);

    // CsvHelper is the independent reader; it takes delimiters of one byte.
    private static List<string[]> Read(byte[] bytes, string[] options)
    {
        var delimiter = options.SkipWhile(option => option != "--delimiter")
            .ElementAtOrDefault(1) switch
        { null => ',', "tab" => '\t', "¦" => '|', var given => given[0] };
        using var reader = CsvHelper.CsvReader.Create(
            new MemoryStream(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace('¦', '|'))),
            CsvHelper.CsvReaderOptions.Default with { Separator = delimiter, HasHeader = false }, leaveOpen: false);
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i))]);
        return rows;
    }
}
