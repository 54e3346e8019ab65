using System.Text.Json;
using System.Text.RegularExpressions;
using MlPipeline.Data;
using MlPipeline.Likelihood;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary><c>generate</c> under constraints, with penalties, and with what it can tell about its names.</summary>
public sealed class GenerateConstraintTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("exact", "the sample is unbiased")]
    [InlineData("fast", "over-represents")]
    public async Task Constraints_hold_in_both_modes_and_the_cost_is_told(string mode, string told)
    {
        var (code, output, error) = await CommandLine.Run(
            "generate", "--model", TestFiles.Model, "--count", "40", "--constraint-mode", mode,
            "--pattern", "[ADJMR][aeiouy]*", "--regex", "[^S].*(as|is|us)", "--min-length", "5", "--max-length", "8", "--ban", "ij",
            "--letters", "ADJMRaeiouydglmnrstvj");

        var names = output.TrimEnd('\n').Split('\n');
        Assert.Equal((0, 40), (code, names.Length));
        Assert.All(names, name => Assert.Matches(new Regex("^(?!.*ij)[ADJMR][aeiouy][aeiouydglmnrstvj]{1,4}(as|is|us)$"), name));
        Assert.Contains(told, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_near_a_list_and_near_the_training_data_are_left_out()
    {
        var (code, output, _) = await CommandLine.Run(
            "generate", "--model", TestFiles.Model, "--count", "60", "--novel", "--not-in", TestFiles.Names, "--min-edits", "2", "--label",
            "male");

        var known = NameCsv.Read(TestFiles.Names).Select(record => record.Name).ToList();
        Assert.Equal(0, code);
        Assert.All(output.TrimEnd('\n').Split('\n'), name => Assert.DoesNotContain(known, other => Distance(name, other) < 2));
    }

    [Fact]
    public async Task Several_prefixes_get_their_names_in_order_and_the_same_alone()
    {
        var both = (
            await CommandLine.Run(
                "generate", "--model", TestFiles.Model, "--prefix", "Da", "--prefix", "Jo", "--count", "3", "--format",
                "csv")).Output.TrimEnd('\n').Split('\n');
        var first = (await CommandLine.Run("generate", "--model", TestFiles.Model, "--prefix", "Da", "--count", "3")).Output.TrimEnd('\n')
            .Split('\n');

        Assert.Equal("prefix,name,log_likelihood", both[0]);
        Assert.Equal(["Da", "Da", "Da", "Jo", "Jo", "Jo"], both.Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal(first, both.Skip(1).Take(3).Select(line => line.Split(',')[1]));
        Assert.All(both.Skip(4), line => Assert.StartsWith("Jo", line.Split(',')[1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sample_without_replacement_is_distinct_and_tells_inclusion_probabilities()
    {
        var (code, output, _) = await CommandLine.Run(
            "generate", "--model", TestFiles.Model, "--without-replacement", "--count", "300", "--format", "jsonl", "--temperature", "0.5");

        var names = output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal((0, 300), (code, names.Count));
        Assert.Equal(300, names.Select(name => name.GetProperty("name").GetString()).Distinct().Count());
        Assert.All(names, name => Assert.InRange(name.GetProperty("inclusion_probability").GetDouble(), 1e-9, 1));
    }

    [Fact]
    public async Task Explanation_adds_up_to_the_name()
    {
        using var model = OnnxCharacterModel.Open(TestFiles.Model);

        var (_, json, _) = await CommandLine.Run(
            "generate", "--model", TestFiles.Model, "--count", "5", "--explain", "--format", "jsonl", "--label", "male");
        var (_, text, _) = await CommandLine.Run("generate", "--model", TestFiles.Model, "--count", "5", "--explain", "--label", "male");

        var names = json.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(names, name => Assert.Equal(
            name.GetProperty("log_likelihood").GetDouble(), name.GetProperty("characters").EnumerateArray()
                .Sum(c => c.GetProperty("log_probability").GetDouble()), 1e-9));
        Assert.All(names, name => Assert.Equal(
            name.GetProperty("name")
                .GetString(),
                    string.Concat(name.GetProperty("characters").EnumerateArray().Select(c => c.GetProperty("character").GetString()))));
        Assert.All(
            names, name =>
                Assert.Contains(
                    $"{name.GetProperty("name").GetString()}  " +
                        $"{new NameScorer(model).Score(name.GetProperty("name").GetString()!, "male").LogLikelihood:F2} nats", text,
                            StringComparison.Ordinal));
        Assert.Equal(names.Sum(name => name.GetProperty("characters").GetArrayLength() + 1), text.TrimEnd('\n').Split('\n').Length);
    }

    [Theory]
    [InlineData("has an open set at position 0", "--pattern", "[a")]
    [InlineData("'xx' holds U+0078 'x' at position 0, which the vocabulary lacks", "--suffix", "xx")]
    [InlineData("No name can meet all of this", "--suffix", "is", "--pattern", "R??as")]
    [InlineData("nope.csv: there is no such file", "--not-in", "nope.csv")]
    [InlineData("--min-edits must be a whole number from 1 to 4", "--min-edits", "9", "--novel")]
    [InlineData(
        "3 edits from every name of the data are asked for, and the model's fingerprints can tell only 2", "--min-edits", "3", "--novel")]
    [InlineData("--min-edits says how far names keep away from others", "--min-edits", "2")]
    [InlineData("A banned text is empty", "--ban", "")]
    [InlineData("--logit-bias takes a character and a number", "--logit-bias", "a")]
    [InlineData("'Zx' holds U+0078 'x' at position 1", "--prefix", "Jo", "--prefix", "Zx")]
    [InlineData("10000 dead ends", "--letters", "Ab", "--min-length", "3", "--constraint-mode", "fast", "--no-repeat-ngram", "1")]
    [InlineData("The model gives no name with", "--suffix", "is", "--top-k", "1")]
    [InlineData("A logit bias is for one character, and not for 'ab'", "--logit-bias", "ab=1")]
    [InlineData("--repetition-penalty must be a finite number above 0", "--repetition-penalty", "0")]
    [InlineData("Option '--constraint-mode' is one of exact, fast, and not 'slow'", "--constraint-mode", "slow")]
    [InlineData("--explain writes text or jsonl", "--explain", "--format", "csv")]
    [InlineData("--without-replacement takes one --prefix", "--without-replacement", "--prefix", "A", "--prefix", "B")]
    [InlineData("--without-replacement is exact", "--without-replacement", "--constraint-mode", "fast")]
    [InlineData("--interactive can be combined only with --prefix and --label", "--interactive", "--suffix", "as")]
    [InlineData("Names of at least 30 characters are asked for, and they have at most 12", "--min-length", "30")]
    public async Task Bad_request_gets_one_error_line_and_no_output(string expected, params string[] arguments)
    {
        var result = await CommandLine.Run(["generate", "--model", TestFiles.Model, "--output", _folder["names.txt"], .. arguments]);

        CommandLine.AssertOneError(expected, result);
        Assert.Empty(_folder.Files);
    }

    public void Dispose() => _folder.Dispose();

    // Levenshtein's distance by the table of the textbook.
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            }
        }

        return table[a.Length, b.Length];
    }
}
