using MlPipeline.Data;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>What one verb writes, another reads; what is written follows the ending of its name.</summary>
public sealed class VerbsReadEachOtherTests : IDisposable
{
    private static readonly string[] Model = ["--model", TestFiles.Model];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Generated_names_are_scored_and_scored_again_and_completed()
    {
        await Run("generate", "--count", "3", "--output", _folder["a.csv"]);
        await Run("score", _folder["a.csv"], "--output", _folder["b.csv"]);
        await Run("score", _folder["b.csv"], "--output", _folder["c.csv"]);
        await Run("complete", _folder["c.csv"], "--column", "name", "--output", _folder["d.csv"]);

        Assert.Equal(["name", "log_likelihood"], HeaderOf("a.csv"));
        Assert.Equal([.. HeaderOf("a.csv"), "log_likelihood_2", "predicted_characters", "nats_per_character"], HeaderOf("b.csv"));
        Assert.Equal([.. HeaderOf("b.csv"), "log_likelihood_3", "predicted_characters_2", "nats_per_character_2"], HeaderOf("c.csv"));
        Assert.Equal([.. HeaderOf("c.csv"), "rank", "name_2", "log_likelihood_4", "probability", "truncated"], HeaderOf("d.csv"));
    }

    // The same model gives the same number, whether it draws the name or scores it.
    [Fact]
    public async Task Result_stands_under_the_name_that_was_free()
    {
        await Run("generate", "--count", "5", "--output", _folder["a.tsv"]);
        await Run("score", _folder["a.tsv"], "--output", _folder["b.tsv"]);

        using var table = CsvTable.Open(_folder["b.tsv"]);
        Assert.All(table.Rows(), row => Assert.Equal(double.Parse(row.Fields[1], Invariant), double.Parse(row.Fields[2], Invariant), 1e-9));
    }

    [Fact]
    public async Task Prefix_is_chosen_and_refused_where_it_clashes()
    {
        var input = _folder.Write("in.csv", "name,b_log_likelihood\nOna,1\n");

        var (_, output, _) = await Run("score", input, "--result-prefix", "a_");

        Assert.StartsWith(
            "name,b_log_likelihood,a_log_likelihood,a_predicted_characters,a_nats_per_character\n", output, StringComparison.Ordinal);
        CommandLine.AssertOneError(
            "already has a column 'b_log_likelihood'. Choose another prefix.",
            await CommandLine.Run(["score", input, "--result-prefix", "b_", .. Model]));
    }

    [Fact]
    public async Task Names_of_parquet_columns_differ_by_more_than_capitals()
    {
        var input = _folder.Write("in.csv", "prefix,Name,RANK\nJo,1,2\n");

        var (_, _, error) = await Run("complete", input, "--output", _folder["out.PARQUET"]);
        var (_, csv, _) = await Run("complete", input);

        Assert.Contains("the results are in rank_2, name_2.", error, StringComparison.Ordinal);
        Assert.StartsWith("prefix,Name,RANK,rank,name,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shards_and_their_merge_agree_on_the_names()
    {
        var input = _folder.Write("in.csv", "name,log_likelihood\nOna,1\nRasa,2\nJonas,3\n");
        foreach (var format in new[] { "csv", "tsv", "jsonl", "parquet" })
        {
            var (one, parts) = (_folder[$"one.{format}"], _folder[$"parts.{format}"]);
            await Run("score", input, "--output", one);
            foreach (var shard in Enumerable.Range(1, 2))
                await Run("score", input, "--output", parts, "--shard", $"{shard}/2");

            Assert.Equal(0, (await CommandLine.Run("merge", "--output", parts)).Code);
            Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(parts));
        }
    }

    [Fact]
    public async Task Tabs_are_written_for_an_ending_that_says_so_and_read_back()
    {
        var input = _folder.Write("in.csv", "name,note\nOna,a\tb\nRasa,\"c,d\"\nJonas,5\" pipe\n");

        await Run("score", input, "--output", _folder["out.TSV"]);

        Assert.Equal("Ona\t\"a\tb\"", string.Join('\t', File.ReadAllLines(_folder["out.TSV"])[1].Split('\t')[..3]));
        using var table = CsvTable.Open(_folder["out.TSV"]);
        Assert.Equal(["a\tb", "c,d", "5\" pipe"], table.Rows().Select(row => row.Fields[1]));
    }

    [Theory]
    [InlineData("generate", "out.json")]
    [InlineData("generate", "out.parquet")]
    [InlineData("generate", "out.csv.gz")]
    [InlineData("top", "out.JSON")]
    [InlineData("top", "out.xlsx")]
    [InlineData("score in.csv", "out.json")]
    [InlineData("score in.csv", "out.XLSX")]
    [InlineData("complete in.csv", "out.json")]
    [InlineData("complete in.csv", "out.zip")]
    [InlineData("capacity --min-probability 0.1", "out.csv")]
    [InlineData("plant in.csv --pattern A??", "out.json")]
    [InlineData("emit slurm --shards 2 -- score in.csv", "out.json")]
    public async Task Ending_that_promises_another_format_is_refused_before_any_work(string verb, string output)
    {
        var model = verb.StartsWith("plant", StringComparison.Ordinal) || verb.StartsWith("emit", StringComparison.Ordinal)
            ? []
            : new[] { "--model", "no-such-model.onnx" };

        CommandLine.AssertOneError(
            $"the ending '{Path.GetExtension(output)}' indicates another format",
            await CommandLine.Run([.. verb.Split(' '), .. model, "--output", output]));
        Assert.False(File.Exists(output));
    }

    [Theory]
    [InlineData("bad.json")]
    [InlineData("bad.jsonl")]
    [InlineData("bad.parquet")]
    public async Task List_of_bad_rows_is_csv(string errors) => CommandLine.AssertOneError(
        $"--errors {errors}: the ending '{Path.GetExtension(errors)}' indicates another format",
        await CommandLine.Run("score", "in.csv", "--model", "no-such-model.onnx", "--errors", errors));

    [Theory]
    [InlineData("names.txt", "Vikta\n")]
    [InlineData("names", "Vikta\n")]
    [InlineData("names.CSV", "name,log_likelihood\nVikta,")]
    [InlineData("names.tsv", "name\tlog_likelihood\nVikta\t")]
    [InlineData("names.ndjson", "{\"name\":\"Vikta\",")]
    public async Task Generated_names_follow_the_ending(string output, string expected)
    {
        await Run("generate", "--count", "1", "--output", _folder[output]);
        var name = File.ReadAllText(_folder[output]);
        var (_, drawn, _) = await Run("generate", "--count", "1");

        Assert.StartsWith(expected.Replace("Vikta", drawn.TrimEnd(), StringComparison.Ordinal), name, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var result = await CommandLine.Run([.. arguments, .. Model]);
        Assert.True(result.Code == 0, result.Error);
        return result;
    }

    private string[] HeaderOf(string file) => File.ReadLines(_folder[file]).First().Split(',');
}
