using System.Text;
using System.Text.Json;
using MlPipeline.Data;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>Quotation marks that join lines of a table into one row: what they hide is informed, in one piece and in shards.</summary>
public sealed class BrokenQuotesTests : IDisposable
{
    private const string Joined = "id,name,note\n1,\"Rasa\",\"a\n2,Jonas,plain\n3,Ona,\"b\"\n4,Petras,c\n";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(Joined, 2, "note", "lines 2 to 4: text follows the quotation mark that closes the field.")]
    [InlineData("id,name,note\n1,\"Rasa,a\n2,Jonas,plain\n3,Ona\"\n4,Petras,c\n", 2, "", "lines 2 to 4: 2 fields where the header has 3.")]
    [InlineData("id,name,note\n1,\"Rasa\n2,Jonas,plain\n3,Ona\",b\n4,Petras,c\n", 2, "name", "lines 2 to 4: the name holds a line break.")]
    [InlineData(
        "id,name,note\r\n4,Petras,c\r\n1,Rasa,\"a\r\n2,Jonas,plain\r\n3,Ona,b\r\n", 3, "note",
        "lines 3 to 5: a quotation mark opens the field and none closes it.")]
    [InlineData(
        "id,name,note\n4,Petras,\"c\nd\"\n1,Rasa,\"a\n2,Jonas,plain\n3,Ona,b", 3, "note",
        "lines 4 to 6: a quotation mark opens the field and none closes it.")]
    public async Task Reason_names_the_lines_that_quotation_marks_join(string text, int row, string field, string expected)
    {
        var (code, _, error) = await Score(text);

        Assert.Equal(0, code);
        using var bad = CsvTable.Open(_folder["bad.csv"]);
        var listed = Assert.Single(bad.Rows()).Fields;
        Assert.Equal([$"{row}", field], listed[..2]);
        Assert.StartsWith(expected, listed[2], StringComparison.Ordinal);
        Assert.Contains("2 rows, 1 errors (3 lines)", error, StringComparison.Ordinal);
        Assert.Contains("read every line as a row. See --no-multiline", error, StringComparison.Ordinal);
        Assert.Contains("Petras", File.ReadAllText(_folder["out.csv"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", 0)]
    [InlineData("2", 2)]
    public async Task Largest_number_of_errors_counts_lines(string allowed, int expected)
    {
        var (code, _, error) = await Score(Joined, "--max-errors", allowed);

        Assert.Equal(expected, code);
        Assert.Equal(
            expected == 2, error.Contains("That makes 3 lines in 1 bad rows, and at most 2 are allowed.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_as_rows_lose_only_the_line_that_is_broken()
    {
        var (code, _, error) = await Score(Joined, "--no-multiline");

        Assert.Equal(0, code);
        Assert.Contains("4 rows, 1 errors,", error, StringComparison.Ordinal);
        Assert.StartsWith(
            "row,field,reason\n2,note,\"a quotation mark opens", File.ReadAllText(_folder["bad.csv"]), StringComparison.Ordinal);
        Assert.Equal(["id", "2", "3", "4"], File.ReadAllLines(_folder["out.csv"]).Select(line => line.Split(',')[0]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Shards_name_the_same_lines_as_one_process(bool isIndexed)
    {
        var text = "id,name,note\n" +
            string.Concat(
                Enumerable.Range(0, 20).Select(i => $"{i},Ona,\"x\n{i}\"\n1,Rasa,\"a\n2,Jonas,plain\n3,Ona,\"b\"\n4,Žemaitė9,c\n"));
        await Score(text);
        var input = _folder["in.csv"];
        if (isIndexed)
            Assert.Equal(0, (await CommandLine.Run("index", input)).Code);

        foreach (var shard in Enumerable.Range(1, 7))
        {
            await CommandLine.Run(
                "score", input, "--model", TestFiles.Model, "--output", _folder["s.csv"], "--errors", _folder["e.csv"], "--shard",
                $"{shard}/7");
        }

        var merged = await CommandLine.Run("merge", "--output", _folder["s.csv"], "--errors", _folder["e.csv"], "--max-errors", "80");

        Assert.Equal(0, merged.Code);
        Assert.Contains("60 rows, 40 errors (80 lines)", merged.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_folder["bad.csv"]), File.ReadAllText(_folder["e.csv"]));
        Assert.Equal(File.ReadAllText(_folder["out.csv"]), File.ReadAllText(_folder["s.csv"]));
        Assert.Contains("\n61,name,\"line 121: ", File.ReadAllText(_folder["bad.csv"]), StringComparison.Ordinal);
        Assert.Equal(
            2, (await CommandLine.Run("merge", "--output", _folder["s.csv"], "--errors", _folder["e.csv"], "--max-errors", "79")).Code);
    }

    [Fact]
    public void Lines_are_counted_on_where_a_run_is_resumed()
    {
        var bytes = Encoding.UTF8.GetBytes("x\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"\"{i}\n\"\r\n")));
        using var table = TableReader.Read(new MemoryStream(bytes), "in.csv", new CsvDialect());
        var first = table.Windows(300).Take(2).Last();
        using var again = TableReader.Read(new MemoryStream(bytes), "in.csv", new CsvDialect());

        again.SkipTo(first.Next);

        Assert.Equal(1202, again.Line);
        Assert.Equal((1202, 2), (again.Windows(1).First().Rows[0].Line, again.Windows(1).First().Rows[0].LineCount));
    }

    [Fact]
    public async Task Row_that_is_too_long_to_be_kept_names_its_lines()
    {
        var lines = TableReader.LongestRecord / 64 + 10;
        var (code, _, error) = await Score(
            "id,name,note\n4,Petras,c\n1,Rasa,\"a\n" + string.Concat(Enumerable.Repeat($"2,Jonas,{new string('x', 55)}\n", lines)));

        Assert.Equal(0, code);
        Assert.Contains($"row 3: lines 3 to {lines + 3}: the row is longer than 16 MB.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_that_quotation_marks_make_of_several_lines_is_warned_of_or_refused()
    {
        var warned = await Score("name,\"note\nJonas,plain\nOna,\"\nPetras,c\n");
        var refused = await Score("name,\"note\nJonas,plain\nOna,x\n");

        Assert.Equal(0, warned.Code);
        Assert.Contains("quotation marks make a header of lines 1 to 3", warned.Error, StringComparison.Ordinal);
        CommandLine.AssertOneError("row 1: lines 1 to 3: a quotation mark opens the field and none closes it.", refused);
        CommandLine.AssertOneError("--no-multiline reads every line as a row", refused);
    }

    [Fact]
    public async Task Programs_are_told_rows_and_lines_apart()
    {
        var (_, _, error) = await Score(Joined, "--progress", "json");

        var events = error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var bad = events.Single(value => value.GetProperty("event").GetString() == "bad_row");
        Assert.Equal(
            (2, 2, 4), (bad.GetProperty("row").GetInt32(), bad.GetProperty("line").GetInt32(), bad.GetProperty("last_line").GetInt32()));
        Assert.Equal((1, 3), (events[^1].GetProperty("errors").GetInt32(), events[^1].GetProperty("error_lines").GetInt32()));
    }

    [Fact]
    public async Task Other_readers_name_lines_and_their_own_option()
    {
        var input = _folder.Write("in.csv", Joined);

        CommandLine.AssertOneError(
            "in.csv, row 2: lines 2 to 4: text follows", await CommandLine.Run("generate", "--model", TestFiles.Model, "--not-in", input));
        CommandLine.AssertOneError(
            "--not-in-no-multiline", await CommandLine.Run("generate", "--model", TestFiles.Model, "--not-in", input));
        CommandLine.AssertOneError(
            "in.csv, row 2: lines 2 to 4: text follows",
            await CommandLine.Run("plant", input, "--pattern", "A??", "--output", _folder["p.csv"]));
        CommandLine.AssertOneError(
            "in.csv, row 2: lines 2 to 4: text follows",
            await CommandLine.Run("evaluate", "--model", TestFiles.Model, "--data", input, "--train", input, "--output", _folder["r"]));
    }

    public void Dispose() => _folder.Dispose();

    private Task<(int Code, string Output, string Error)> Score(string text, params string[] options) => CommandLine.Run(
        ["score", _folder.Write("in.csv", text), "--model", TestFiles.Model, "--output", _folder["out.csv"], "--errors", _folder["bad.csv"],
            .. options]);
}
