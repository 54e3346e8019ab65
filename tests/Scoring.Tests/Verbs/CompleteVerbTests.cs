using System.Globalization;
using System.Text.Json;
using MlPipeline.Generation;
using MlPipeline.Likelihood;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Tests.Verbs;

public sealed class CompleteVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Rows_pass_through_and_names_are_appended()
    {
        var input = _folder.Write("in.csv", "\uFEFFid;\"prefix\";note\r\n1;Jo;\"a; \"\"b\"\"\"\r\n2;\"An\";two words");

        var (code, output, _) = await Run(input, "--delimiter", ";", "--samples", "2");

        Assert.Equal(0, code);
        var lines = output.Split("\r\n");
        Assert.Equal("\uFEFFid;\"prefix\";note;rank;name;log_likelihood;probability;truncated", lines[0]);
        Assert.Equal(
            ["1;Jo;\"a; \"\"b\"\"\";1", "1;Jo;\"a; \"\"b\"\"\";2", "2;\"An\";two words;1", "2;\"An\";two words;2"], lines[1..5]
                .Select(line => string.Join(';', line.Split(';')[..^4])));
        Assert.Equal("", lines[5]);
    }

    [Theory]
    [InlineData("--samples")]
    [InlineData("--beam")]
    [InlineData("--top")]
    public async Task Log_likelihoods_are_those_of_the_scorer_and_ranks_follow_them(string method)
    {
        var input = _folder.Write("in.csv", "prefix\nJo\n\"\"\nŽ\n");

        var (_, output, _) = await Run(input, method, "3");

        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var scorer = new NameScorer(model);
        var rows = output.TrimEnd().Split('\n').Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(["Jo", "Jo", "Jo", "\"\"", "\"\"", "\"\"", "Ž", "Ž", "Ž"], rows.Select(row => row[0]));
        Assert.Equal(["1", "2", "3", "1", "2", "3", "1", "2", "3"], rows.Select(row => row[1]));
        Assert.All(rows, row =>
        {
            Assert.StartsWith(row[0].Trim('"'), row[2], StringComparison.Ordinal);
            Assert.Equal(scorer.Score(row[2]).LogLikelihood, Number(row[3]));
            Assert.Equal(Math.Exp(Number(row[3])), Number(row[4]));
            Assert.Equal("false", row[5]);
        });
        Assert.All(
            rows.Chunk(3), group =>
                Assert.Equal(group.Select(row => Number(row[3])).OrderDescending(), group.Select(row => Number(row[3]))));
    }

    [Fact]
    public async Task Samples_are_those_of_generate_with_the_same_prefixes()
    {
        var input = _folder.Write("in.csv", "prefix\nJo\nAn\n");
        string[] sampling = ["--temperature", "0.7", "--top-k", "8", "--seed", "5", "--suffix", "s"];

        var completed = await Run(input, ["--samples", "4", .. sampling]);
        var generated = await CommandLine.Run(
            ["generate", "--model", TestFiles.Model, "--prefix", "Jo", "--prefix", "An", "--count", "4", .. sampling]);

        Assert.Equal(
            generated.Output.TrimEnd().Split('\n').Order(), completed.Output.TrimEnd().Split('\n').Skip(1)
                .Select(line => line.Split(',')[2]).Order());
    }

    [Fact]
    public async Task Top_is_that_of_the_search()
    {
        var input = _folder.Write("in.csv", "prefix,gender\nJo,female\nJo,male\n");

        var (_, output, _) = await Run(input, "--top", "5", "--label-column", "gender");

        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var expected = new[] { "female", "male" }.SelectMany(
            label => new NameSearch(model).Top(5, new SearchOptions { Prefix = "Jo", Label = label }));
        Assert.Equal(expected.Select(name => name.Name), output.TrimEnd().Split('\n').Skip(1).Select(line => line.Split(',')[3]));
    }

    [Fact]
    public async Task Bad_rows_go_to_their_file_and_the_rest_goes_on()
    {
        var input = _folder.Write("in.csv",
        [
            .. "prefix,x\nJo,1\nQQ,2\nAn\n"u8, 0xFF, .. ",4\n"u8,
            .. "Ka,\"5\"6\nLongerThanAnyNameThatTheModelKnows,7\n\"B\0\",8\nMa,9\nVi,\"not closed\n"u8,
        ]);

        var (code, output, error) = await Run(input, "--errors", _folder["bad.csv"]);

        Assert.Equal(0, code);
        Assert.Equal(["prefix", "Jo", "Ma"], output.TrimEnd().Split('\n').Select(line => line.Split(',')[0]));
        using var bad = Data.CsvTable.Open(_folder["bad.csv"]);
        Assert.Equal(["row", "field", "reason"], bad.Header);
        Assert.Equal(
            [("3", "prefix", "'QQ' holds U+0051"), ("4", "", "1 field where the "), ("5", "prefix", "the text is not UT"),
                ("6", "x", "text follows the q"), ("7", "prefix", "'LongerThanAnyName"), ("8", "", "the text holds a N"),
                ("10", "x", "a quotation mark o")],
            bad.Rows()
                .Select(row =>
                    (row.Fields[0], row.Fields[1],
                        row.Fields[2][..Math.Min(
                            row.Fields[2].Length, row.Fields[2].StartsWith("'QQ", StringComparison.Ordinal) ? 17 : 18)])));
        Assert.Contains("9 rows, 7 errors", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_bad_rows_end_the_run_and_are_listed()
    {
        var input = _folder.Write("in.csv", "prefix\nJo\nQQ\nWW\nAn\n");

        var result = await Run(input, "--output", _folder["out.csv"], "--errors", _folder["bad.csv"], "--max-errors", "1");
        var enough = await Run(input, "--output", _folder["out.csv"], "--errors", _folder["bad.csv"], "--max-errors", "2");

        CommandLine.AssertOneError("row 4: 'WW' holds U+0057 'W' at position 0", result);
        CommandLine.AssertOneError("bad row number 2, and at most 1 are allowed", result);
        Assert.Equal(0, enough.Code);
        Assert.Equal(3, File.ReadAllLines(_folder["bad.csv"]).Length);
        Assert.Equal(["bad.csv", "in.csv", "out.csv"], _folder.Files);
    }

    [Theory]
    [InlineData("prefix\nQQ\nWW\n", "none of its 2 rows can be completed")]
    [InlineData("prefix\n", "column 'prefix' holds no prefixes")]
    [InlineData("prefix\n\n\n", "column 'prefix' holds no prefixes")]
    public async Task A_table_without_a_good_row_is_no_success(string text, string expected)
    {
        var input = _folder.Write("in.csv", text);

        var result = await Run(input, "--output", _folder["out.csv"]);

        CommandLine.AssertOneError(expected, result);
        Assert.Equal(["in.csv"], _folder.Files);
    }

    [Fact]
    public async Task Without_a_header_columns_have_numbers()
    {
        var input = _folder.Write("in.csv", "1\tJo\n2\tAn\n");

        var csv = await Run(input, "--no-header", "--delimiter", "\\t", "--column", "2", "--top", "1");
        var json = await Run(input, "--no-header", "--delimiter", "tab", "--column", "2", "--top", "1", "--format", "jsonl");

        Assert.Equal(
            ["1\tJo\t1\tJonė", "2\tAn\t1\tAndrius"], csv.Output.TrimEnd().Split('\n')
                .Select(line => string.Join('\t', line.Split('\t')[..4])));
        Assert.StartsWith(
            "{\"column1\":\"1\",\"column2\":\"Jo\",\"rank\":1,\"name\":\"Jonė\",\"log_likelihood\":-", json.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_lines_hold_the_fields_and_typed_results()
    {
        var input = _folder.Write("in.csv", "id,prefix\n\"a\"\"b\nc\",Jo\n2,QQ\n");

        var (_, output, _) = await Run(input, "--format", "jsonl", "--beam", "2");

        var lines = output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("a\"b\nc", lines[0].GetProperty("id").GetString());
        Assert.Equal(2, lines[1].GetProperty("rank").GetInt32());
        Assert.False(lines[1].GetProperty("truncated").GetBoolean());
        Assert.Equal(Math.Exp(lines[0].GetProperty("log_likelihood").GetDouble()), lines[0].GetProperty("probability").GetDouble());
        Assert.Equal(JsonValueKind.Null, lines[2].GetProperty("name").ValueKind);
    }

    [Theory]
    [InlineData("--shard: a shard is i/n with i from 1 to n", "--shard", "5/4")]
    [InlineData("--shard: a shard needs an output file", "--shard", "1/4")]
    [InlineData("--resume: output written to a stream can't be resumed", "--resume")]
    [InlineData("--samples and --top exclude each other", "--samples", "1", "--top", "2")]
    [InlineData("--top finds likely names", "--top", "2", "--temperature", "2")]
    [InlineData("--output: Parquet can't be written to a stream", "--format", "parquet")]
    [InlineData("--excel-safe: only CSV", "--format", "jsonl", "--excel-safe")]
    [InlineData("Option '--delimiter' takes one character", "--delimiter", "ab")]
    [InlineData("--threads: a whole number from 1 to 512 is expected", "--threads", "0")]
    [InlineData("--samples must be a whole number of at least 1, and not 0", "--samples", "0")]
    [InlineData("there is no column 'x'. The columns are: 'prefix'", "--column", "x")]
    [InlineData("The model has no label 'boy'", "--label", "boy")]
    [InlineData("No name can meet all of this", "--suffix", "s", "--letters", "abc")]
    public async Task Requests_that_make_no_sense_get_one_error_line(string expected, params string[] options)
    {
        var input = _folder.Write("in.csv", "prefix\nJo\n");

        CommandLine.AssertOneError(expected, await Run(input, options));
        Assert.Equal(["in.csv"], _folder.Files);
    }

    [Fact]
    public async Task Output_over_the_input_is_refused()
    {
        var input = _folder.Write("in.csv", "prefix\nJo\n");

        CommandLine.AssertOneError(
            "are the same file, which would be read and overwritten. Give --output another name.", await Run(input, "--output", input));
    }

    [Fact]
    public async Task Json_progress_is_a_line_an_object_and_ends_with_the_summary()
    {
        var input = _folder.Write("in.csv", "prefix\nJo\nQQ\n");

        var (_, _, error) = await Run(input, "--progress", "json");

        var lines = error.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("event").GetString() != "progress").ToList();
        Assert.Equal(["bad_row", "summary"], lines.Select(line => line.GetProperty("event").GetString()));
        Assert.Equal((2, 1), (lines[1].GetProperty("rows").GetInt32(), lines[1].GetProperty("errors").GetInt32()));
        Assert.Equal(64, lines[1].GetProperty("model_sha256").GetString()!.Length);
    }

    public void Dispose() => _folder.Dispose();

    private static Task<(int Code, string Output, string Error)> Run(string input, params string[] options) =>
        CommandLine.Run(["complete", input, "--model", TestFiles.Model, .. options]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
