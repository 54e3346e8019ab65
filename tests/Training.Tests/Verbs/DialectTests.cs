using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Data;
using MlPipeline.Training.Runs;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Verbs;

/// <summary><c>train</c> and <c>clean</c> read the CSV files that <c>score</c> reads, by the same options.</summary>
public sealed class DialectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("train --data", "name;gender\nAbramas;male\nOna;female\n", "Give --delimiter ';'. Or name one of them with --column")]
    [InlineData(
        "train --column name;gender --data", "name;gender\nAbramas;male\nOna;female\n", "there is a single column, and its name holds ';'")]
    [InlineData("train --no-header --data", "Abramas;male\nOna;female\n", "Give --delimiter ';', or --delimiter ',' to read them as one.")]
    [InlineData(
        "train --label-column sex --data", "name,gender\nAbramas,male\n", "Name one of them with --label-column, or say --no-header")]
    [InlineData(
        "train --data", "name,x\nAbramas,\"a\nOna,b\"c\n", "row 2: lines 2 to 3: text follows the quotation mark that closes the field.")]
    [InlineData("train --data", "name\nAbramas\n\"Ona\nRasa\"\n", "row 3: lines 3 to 4: the name holds a line break.")]
    [InlineData("clean", "name;gender\nAbramas;male\n", "Give --delimiter ';'.")]
    [InlineData("clean", "name,x\nAbramas,\"a\nOna,b\"c\n", "row 2: lines 2 to 3: text follows the quotation mark that closes the field.")]
    [InlineData("clean --output none.json", "name\nOna\n", "the ending '.json' indicates another format")]
    [InlineData("fetch vlkk --offline --output none.parquet --cache", "", "the ending '.parquet' indicates another format")]
    public async Task Wrong_dialect_gets_its_remedy(string verb, string text, string expected)
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        var code = await CommandHost.RunAsync(
            new RootCommand { TrainVerb.Create(), CleanVerb.Create(), FetchVerb.Create() },
            [.. verb.Split(' '), _folder.Write("in.csv", text)], output, error);

        Assert.Equal(2, code);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("error: ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Same_names_are_the_same_data_in_any_dialect()
    {
        var lines = Tiny.Csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var commas = Load("a.csv", string.Join('\n', lines), null, "name", "gender");

        Assert.Equal(
            commas, Load("b.csv", string.Join("\r\n", lines).Replace(',', ';'), new CsvDialect { Delimiter = ";" }, "name", "gender"));
        Assert.Equal(commas, Load("c.TSV", string.Join('\n', lines).Replace(',', '\t'), null, "name", "gender"));
        Assert.Equal(commas, Load("d.csv", string.Join('\n', lines[1..]), new CsvDialect { HasHeader = false }, "1", "2"));
    }

    [Fact]
    public async Task Cleaned_names_follow_the_ending_and_are_read_back()
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        var code = await CommandHost.RunAsync(
            new RootCommand { CleanVerb.Create() },
            ["clean", _folder.Write("in.csv", "Ona;5\";female\nJonas;;male\n"), "--no-header", "--delimiter", ";", "--label-column", "3",
                "--output", _folder["out.TSV"]], output, error);

        Assert.True(code == 0, error.ToString());
        Assert.Equal(["name\tlabel", "Jonas\tmale", "Ona\tfemale"], File.ReadAllLines(_folder["out.TSV"]));
        Assert.Equal(["Jonas", "Ona"], NameCsv.Read(_folder["out.TSV"]).Select(record => record.Name));
    }

    public void Dispose() => _folder.Dispose();

    private List<(string, string?)> Load(string file, string text, CsvDialect? dialect, string column, string label)
    {
        var request = new DatasetRequest { DataPath = _folder.Write(file, text), Dialect = dialect, Column = column, Label = label };
        return Dataset.Load(request).Training.Select(record => (record.Name, record.Label)).ToList();
    }
}
