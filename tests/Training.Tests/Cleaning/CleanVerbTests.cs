using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MlPipeline.CommandLine;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Cleaning;

public sealed class CleanVerbTests : IDisposable
{
    private const string Raw = """
        name,gender,source_url
        Kristìnà,female,a
        Kristina,,b
        "  Eñrikas ",male,c
        Živilė̃,female,d
        Āžuolas,male,e
        Ąžuolas,male,f
        Alex,male,g
        Ona–Marija,female,h
        Jonas 2,male,i
        A,female,j
        ,male,k
        Saša,male,l
        Saša,female,m

        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Clean_writes_different_names_in_the_order_of_their_code_points()
    {
        var input = _folder.Write("raw.csv", Raw);

        var (code, _, error) = await Run(input, "--language", "lt", "--output", _folder["names.csv"]);

        Assert.True(code == 0, error);
        Assert.Equal(
            "name,gender\nEnrikas,male\nKristina,female\nSaša,female\nSaša,male\nĄžuolas,male\nŽivilė,female\n",
            File.ReadAllText(_folder["names.csv"]));
        Assert.Equal(["names.card.md", "names.csv", "names.rules.json", "raw.csv"], _folder.Files);
    }

    [Theory]
    [InlineData("Ažuolas", "--fold-nasals")]
    [InlineData("žĄŽUOLASž", "--case", "lower")]
    [InlineData("Alex", "--keep-foreign")]
    [InlineData("Āžuolas", "--keep-foreign")]
    [InlineData("Ona-Marija", "--keep-double")]
    [InlineData("A", "--min-length", "1")]
    [InlineData("Eñrikas", "--keep-stress", "--keep-foreign")]
    public async Task Clean_takes_more_where_it_is_told_to(string name, params string[] options)
    {
        var input = _folder.Write("raw.csv", Raw + "žĄŽUOLASž,male,n\n");

        var (_, output, _) = await Run([input, "--language", "lt", .. options]);

        var expected = options.Contains("lower") ? name.ToLowerInvariant() : name;
        Assert.Contains(output.Split('\n'), line => line.Split(',')[0] == expected);
    }

    [Theory]
    [InlineData("Saša", "--both-genders", "drop")]
    [InlineData("Kristina", "--max-length", "7")]
    public async Task Clean_takes_less_where_it_is_told_to(string name, params string[] options)
    {
        var input = _folder.Write("raw.csv", Raw);

        var (_, output, _) = await Run([input, "--language", "lt", .. options]);

        Assert.DoesNotContain(output.Split('\n'), line => line.Split(',')[0] == name);
    }

    [Fact]
    public async Task Clean_leaves_the_gender_out_where_no_row_has_one()
    {
        var input = _folder.Write("raw.csv", "vardas,gender\nOna,\nJonas, \n");

        var (_, output, _) = await Run(input, "--column", "vardas");

        Assert.Equal("name\nJonas\nOna\n", output);
    }

    [Fact]
    public async Task Cleaning_what_is_clean_changes_no_byte()
    {
        var input = _folder.Write("raw.csv", Raw);
        await Run(input, "--language", "lt", "--output", _folder["once.csv"], "--case", "title");

        await Run(_folder["once.csv"], "--output", _folder["twice.csv"], "--case", "title");

        Assert.Equal(File.ReadAllBytes(_folder["once.csv"]), File.ReadAllBytes(_folder["twice.csv"]));
    }

    [Fact]
    public async Task Rules_file_counts_what_each_rule_did()
    {
        var input = _folder.Write("raw.csv", Raw);

        await Run(input, "--language", "lt", "--output", _folder["names.csv"]);

        var rules = JsonNode.Parse(File.ReadAllText(_folder["names.rules.json"]))!;
        Assert.Equal(["nfc", "spaces", "dashes", "stress"], rules["normalization"]!.AsArray().Select(rule => (string?)rule));
        Assert.Equal(HashOf(_folder["names.csv"]), (string?)rules["sha256"]);
        Assert.Equal(HashOf(input), (string?)rules["source"]!["sha256"]);
        Assert.Equal(
            "nfc 0, spaces 1, dashes 1, stress 3, blank 1, symbols 1, foreign 2, double 1, length 1, duplicates 1, both-genders 2",
            string.Join(", ", rules["rules"]!.AsArray().Select(rule => $"{rule!["rule"]} {rule["rows"]}")));
    }

    [Fact]
    public async Task Data_card_tells_source_and_rules_and_escapes_what_names_hold()
    {
        var input = _folder.Write("raw.csv", Raw + "<b>|*x*\u202E,male,n\n");

        await Run(input, "--language", "lt", "--output", _folder["names.csv"]);

        var card = File.ReadAllText(_folder["names.card.md"]);
        Assert.Contains($"| SHA-256 | `{HashOf(_folder["names.csv"])}` |", card, StringComparison.Ordinal);
        Assert.Contains($"| Source | raw.csv, 14 rows, SHA-256 `{HashOf(input)}` |", card, StringComparison.Ordinal);
        Assert.Contains("| 3 changed | Kristìnà → Kristina, Eñrikas → Enrikas, Živilė̃ → Živilė |", card, StringComparison.Ordinal);
        Assert.Contains("&#60;b&#62;&#124;&#42;x&#42;⟨U&#43;202E⟩", card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("raw.csv, row 1: there is no column 'vardas'", "--column", "vardas")]
    [InlineData("raw.csv, row 1: there is no column 'lytis'", "--label-column", "lytis")]
    [InlineData("none of its 13 rows is left: the rule 'length' dropped 8, the first 'Kristina'", "--min-length", "30")]
    [InlineData("--min-length must be a whole number from 1 to ", "--min-length", "0")]
    [InlineData("--min-length must be at most the longest length, 4, and not 5.", "--min-length", "5", "--max-length", "4")]
    public async Task Bad_command_gets_one_error_line_and_writes_nothing(string expected, params string[] options)
    {
        var input = _folder.Write("raw.csv", Raw);

        var (code, output, error) = await Run(
            [input, "--language", "lt", "--output", _folder["names.csv"], "--report", _folder["report.html"], .. options]);

        Assert.Equal(2, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Empty(output);
        Assert.Equal(["raw.csv"], _folder.Files);
    }

    [Theory]
    [InlineData("name\nOna\n\"Jonas\n", "raw.csv, row 3: a quotation mark opens the field and none closes it")]
    [InlineData("name,x\nOna\n", "raw.csv, row 2: 1 field where the header has 2")]
    [InlineData("name\n", "raw.csv: column 'name' holds no names")]
    [InlineData("", "raw.csv: the file is empty")]
    public async Task Bad_file_gets_one_error_line_that_names_it(string content, string expected)
    {
        var input = _folder.Write("raw.csv", content);

        var (code, _, error) = await Run(input, "--language", "lt", "--output", _folder["names.csv"]);

        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Clean_refuses_to_write_over_its_input()
    {
        var input = _folder.Write("raw.csv", Raw);

        var (code, _, error) = await Run(input, "--output", input);

        Assert.Equal(2, code);
        Assert.Contains("would be read and overwritten", error, StringComparison.Ordinal);
        Assert.Equal(Raw, File.ReadAllText(input));
    }

    [Fact]
    public async Task A_file_that_can_not_be_written_leaves_all_of_them_as_they_were()
    {
        var input = _folder.Write("raw.csv", Raw);
        _folder.Write("names.csv", "name\nBefore\n");
        Directory.CreateDirectory(_folder["names.rules.json"] + $".{Environment.ProcessId}.tmp");

        var (code, _, error) = await Run(input, "--language", "lt", "--output", _folder["names.csv"]);

        Assert.Equal(2, code);
        Assert.Contains("can't be written", error, StringComparison.Ordinal);
        Assert.Equal("name\nBefore\n", File.ReadAllText(_folder["names.csv"]));
        Assert.Equal(["names.csv", "raw.csv"], _folder.Files);
    }

    // The names of the course lie beside the repository where they are measured, and are not part of it.
    [Theory]
    [InlineData("vardai-train.csv", 4948)]
    [InlineData("vardai-validation.csv", 618)]
    public async Task Every_name_of_the_course_survives(string file, int count)
    {
        var path = Ancestors().Select(folder => Path.Combine(folder, "shared/data/course", file)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, "The course's names are not beside the repository.");

        var (_, output, _) = await Run(path);

        Assert.Equal(File.ReadAllLines(path).Order(StringComparer.Ordinal), output.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal));
        Assert.Equal(count + 1, output.TrimEnd('\n').Split('\n').Length);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Ancestors()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandHost.RunAsync(new RootCommand { CleanVerb.Create() }, ["clean", .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
