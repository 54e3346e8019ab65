using System.Globalization;
using MlPipeline.Likelihood;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Tests.Verbs;

public sealed class ScoreVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Columns_pass_through_and_scores_are_appended()
    {
        var input = _folder.Write("in.csv", "id,name,note\r\n1,Jonas,\"a, \"\"b\"\"\"\r\n2,Ona,\"two\nlines\"\r\n");

        var (code, output, error) = await CommandLine.Run("score", input, "--model", TestFiles.Model);

        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var scores = new NameScorer(model).Score(["Jonas", "Ona"]).ToList();
        Assert.Equal(0, code);
        Assert.Equal(
            "id,name,note,log_likelihood,predicted_characters,nats_per_character\r\n" +
            $"1,Jonas,\"a, \"\"b\"\"\",{Text(scores[0].LogLikelihood)},6,{Text(scores[0].NatsPerCharacter)}\r\n" +
            $"2,Ona,\"two\nlines\",{Text(scores[1].LogLikelihood)},4,{Text(scores[1].NatsPerCharacter)}\r\n", output);
        Assert.StartsWith(
            $"2 names, {-scores.Sum(score => score.LogLikelihood) / 10:F4} nats per character over 10 characters.\n2 rows, 0 errors, ",
            error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Condition_scores_under_the_label()
    {
        var input = _folder.Write("in.csv", "name\nOna\n");

        var female = await CommandLine.Run("score", input, "--model", TestFiles.Model, "--label", "female");
        var male = await CommandLine.Run("score", input, "--model", TestFiles.Model, "--label", "male");

        Assert.True(LogLikelihood(female.Output) > LogLikelihood(male.Output) + 1);
    }

    [Fact]
    public async Task Condition_column_gives_each_row_its_own_label()
    {
        var input = _folder.Write("in.csv", "name,gender\nOna,female\nOna, male \nOna,\nOna,x\n");

        var (_, output, error) = await CommandLine.Run(
            "score", input, "--model", TestFiles.Model, "--label-column", "gender", "--label", "female");

        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var scorer = new NameScorer(model);
        var expected = new[] { "female", "male", "female" }.Select(label => Text(scorer.Score("Ona", label).LogLikelihood));
        Assert.Equal([.. expected, ""], output.TrimEnd().Split('\n').Skip(1).Select(line => line.Split(',')[2]));
        Assert.Contains("row 5: there is no label 'x': the model has 'female', 'male'.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_cannot_be_scored_stay_and_are_named()
    {
        var input = _folder.Write("in.csv", "name,x\nJonas,1\nQuentin,2\n,3\nOna,4\n");

        var (code, output, error) = await CommandLine.Run("score", input, "--model", TestFiles.Model, "--output", _folder["out.csv"]);

        Assert.Equal((0, ""), (code, output));
        var lines = File.ReadAllLines(_folder["out.csv"]);
        Assert.Equal(5, lines.Length);
        Assert.Equal("Quentin,2,,,", lines[2]);
        Assert.Equal(",3,,,", lines[3]);
        Assert.StartsWith("Ona,4,-", lines[4], StringComparison.Ordinal);
        Assert.Contains($"warning: {input}, row 3: 'Quentin' holds U+0051 'Q'", error, StringComparison.Ordinal);
        Assert.Contains($"warning: {input}, row 4: the name is blank.", error, StringComparison.Ordinal);
        Assert.Contains("2 names", error, StringComparison.Ordinal);
        Assert.Contains("2 rows can't be scored and are left blank", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_that_mean_something_elsewhere_pass_through_untouched()
    {
        var input = _folder.Write("in.csv", "\uFEFF\"id\",name,id,\"a,b\"\r\n=1+1, Ona ,-5,@x\r\n\r\n\"#\",Jonas,\" q \",\t\r\n");

        var (code, output, _) = await CommandLine.Run("score", input, "--model", TestFiles.Model, "--output", _folder["out.csv"]);

        Assert.Equal((0, ""), (code, output));
        using var table = Data.CsvTable.Open(_folder["out.csv"]);
        Assert.Equal(["id", "name", "id", "a,b", "log_likelihood", "predicted_characters", "nats_per_character"], table.Header);
        Assert.Equal([["=1+1", " Ona ", "-5", "@x"], ["#", "Jonas", " q ", "\t"]], table.Rows().Select(row => row.Fields[..4]));
    }

    [Fact]
    public async Task Warnings_stop_after_five_and_count_the_rest()
    {
        var input = _folder.Write("in.csv", "name\nOna\n" + string.Concat(Enumerable.Repeat("QQ\n", 9)));

        var (code, _, error) = await CommandLine.Run("score", input, "--model", TestFiles.Model);

        Assert.Equal(0, code);
        Assert.Equal(5, error.Split('\n').Count(line => line.Contains(", row ", StringComparison.Ordinal)));
        Assert.Contains("warning: 4 more rows like these.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name\nQQ\nWW\n", "none of its 2 rows can be scored")]
    [InlineData("name\n", "column 'name' holds no names")]
    [InlineData("vardas\nOna\n", "there is no column 'name'. The columns are: 'vardas'")]
    [InlineData(
        "name,x\nOna,1\nOna\n",
        "row 3: 1 field where the header has 2. Quote fields that hold a delimiter or a line break. A file for bad rows")]
    [InlineData("name\nO\0na\n", "row 2: the text holds a NUL")]
    public async Task Bad_table_gets_one_error_line_and_no_output(string text, string expected)
    {
        var input = _folder.Write("in.csv", text);

        var result = await CommandLine.Run("score", input, "--model", TestFiles.Model, "--output", _folder["out.csv"]);

        CommandLine.AssertOneError(expected, result);
        Assert.Equal(["in.csv"], _folder.Files);
    }

    [Fact]
    public async Task Missing_input_and_label_get_one_error_line()
    {
        CommandLine.AssertOneError(
            "none.csv: there is no such file", await CommandLine.Run("score", "none.csv", "--model", TestFiles.Model));
        CommandLine.AssertOneError("Required argument 'INPUT.csv' missing", await CommandLine.Run("score"));
        var input = _folder.Write("in.csv", "name\nOna\n");
        CommandLine.AssertOneError(
            "The model has no label 'x'", await CommandLine.Run("score", input, "--model", TestFiles.Model, "--label", "x"));
    }

    [Fact]
    public async Task Large_tables_are_scored_in_their_order()
    {
        var names = File.ReadLines(TestFiles.Names).Skip(1).Select(line => line.Split(',')[0]).ToList();
        var rows = Enumerable.Range(0, 5000).Select(i => names[i * 7 % names.Count]).ToList();
        var input = _folder.Write("in.csv", "name\n" + string.Join('\n', rows) + "\n");

        var (_, output, _) = await CommandLine.Run("score", input, "--model", TestFiles.Model);

        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var lines = output.TrimEnd().Split('\n').Skip(1).ToList();
        Assert.Equal(rows, lines.Select(line => line.Split(',')[0]));
        Assert.Equal(Text(new NameScorer(model).Score(rows[4321]).LogLikelihood), lines[4321].Split(',')[1]);
    }

    public void Dispose() => _folder.Dispose();

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static double LogLikelihood(string output) => double.Parse(output.Split('\n')[1].Split(',')[1], CultureInfo.InvariantCulture);
}
