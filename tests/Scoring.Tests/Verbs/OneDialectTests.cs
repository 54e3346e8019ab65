using MlPipeline.Data;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>Every verb reads the same CSV files, by the same options, and gives the same remedies.</summary>
public sealed class OneDialectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("in.csv", "name;n\nZita;5\" pipe\n", "--not-in-delimiter", ";")]
    [InlineData("in.csv", "n¦name\n\"a\nb\"¦Zita\n", "--not-in-delimiter", "¦")]
    [InlineData("in.tsv", "n\tname\n1\tZita\n")]
    [InlineData("in.csv", "Zita,1\n", "--not-in-no-header")]
    [InlineData("in.csv", "1,Zita\n", "--not-in-no-header", "--not-in-column", "2")]
    [InlineData("in.csv", "\uFEFFname\r\nZita\r\n")]
    public async Task Excluded_names_are_read_by_any_dialect(string file, string text, params string[] options)
    {
        var (code, output, error) = await CommandLine.Run(
            ["generate", "--model", TestFiles.Model, "--pattern", "Zit[ao]", "--unique", "--count", "1", "--not-in",
                _folder.Write(file, text), .. options]);

        Assert.True(code == 0, error);
        Assert.Equal("Zito\n", output);
    }

    [Theory]
    [InlineData("score", "name;gender\nAbramas;male\n", "--delimiter ';'")]
    [InlineData("score", "name\tgender\nAbramas\tmale\n", "--delimiter tab")]
    [InlineData("complete", "prefix|gender\nAb|male\n", "--delimiter '|'")]
    [InlineData("score --column name;gender", "name;gender\nAbramas;male\n", "--delimiter ';'")]
    [InlineData("score --no-header", "Abramas;male\n", "--delimiter ';', or --delimiter ',' to read them as one")]
    [InlineData("plant --pattern A?? --output none.csv", "name;gender\nAbramas;male\n", "--delimiter ';'")]
    [InlineData("score --delimiter ;", "name,gender\nAbramas,male\n", "--delimiter ','")]
    [InlineData("score", "a,b\n1,2\n", "The columns are: 'a', 'b'. Name one of them with --column, or say --no-header")]
    [InlineData("score --column a --label-column c", "a,b\n1,2\n", "Name one of them with --label-column, or say --no-header")]
    [InlineData("score --no-header --column 3", "a,b\n1,2\n", "here 1 to 2. Name one of them with --column.")]
    public async Task Joined_or_missing_column_gets_the_remedy(string verb, string text, string expected)
    {
        var words = verb.Split(' ');
        var model = words[0] == "plant" ? [] : new[] { "--model", TestFiles.Model };

        CommandLine.AssertOneError(expected, await CommandLine.Run([words[0], _folder.Write("in.csv", text), .. words[1..], .. model]));
    }

    [Fact]
    public async Task Remedy_for_excluded_names_and_evaluation_names_their_options()
    {
        var input = _folder.Write("in.csv", "name;gender\nAbramas;male\n");

        CommandLine.AssertOneError(
            "Give --not-in-delimiter ';'. Or name one of them with --not-in-column",
            await CommandLine.Run("top", "--model", TestFiles.Model, "--not-in", input));
        CommandLine.AssertOneError(
            "Give --delimiter ';'. Or name one of them with --column",
            await CommandLine.Run("evaluate", "--model", TestFiles.Model, "--data", input));
    }

    [Fact]
    public async Task Delimiter_that_is_given_is_believed()
    {
        var (code, output, error) = await CommandLine.Run(
            "score", _folder.Write("in.csv", "name;x\nOna\n"), "--model", TestFiles.Model, "--column", "name;x", "--delimiter", ",");

        Assert.True(code == 0, error);
        Assert.StartsWith("name;x,log_likelihood,", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Canaries_are_planted_in_the_dialect_of_the_names_and_found_again()
    {
        var input = _folder.Write("in.csv", "male;5\";Abramas\nfemale;;Ona\n");

        var (code, _, error) = await CommandLine.Run(
            "plant", input, "--delimiter", ";", "--no-header", "--column", "3", "--pattern", "A??a", "--count", "2", "--output",
            _folder["t.csv"], "--canaries", _folder["c.csv"]);

        Assert.True(code == 0, error);
        Assert.Contains("--delimiter ';' --no-header --column 3", error, StringComparison.Ordinal);
        var dialect = new CsvDialect { Delimiter = ";", HasHeader = false };
        var names = NameCsv.Read(_folder["t.csv"], new NameCsvOptions { Dialect = dialect, Column = "3" }).Select(record => record.Name)
            .ToList();
        Assert.Equal(["Abramas", "Ona"], names[..2]);
        Assert.Equal(["name;pattern", $"{names[2]};A??a", $"{names[3]};A??a"], File.ReadAllLines(_folder["c.csv"]));
    }

    public void Dispose() => _folder.Dispose();
}
