namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>Values mean what was typed, whatever the parser has other uses for.</summary>
public sealed class LiteralValueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("--prefix", "@args.rsp")]
    [InlineData("--prefix", "/h")]
    [InlineData("--prefix", "-n")]
    [InlineData("--prefix", "--count")]
    [InlineData("--suffix", "[suggest]")]
    [InlineData("--suffix=--x=y:z")]
    [InlineData("--suffix:@a")]
    public async Task Value_is_the_text_that_was_typed(params string[] arguments)
    {
        await File.WriteAllTextAsync("args.rsp", "--count 5\n");

        var result = await CommandLine.Run(["generate", "--model", TestFiles.Model, .. arguments]);

        var (option, value) = arguments is [var name, var text] ? (name, text) : (arguments[0][..8], arguments[0][9..]);
        CommandLine.AssertOneError($"error: {option}: '{value}' holds ", result);
    }

    [Theory]
    [InlineData("[suggest]", "generate")]
    [InlineData("[diagram]", "generate")]
    [InlineData("[env:A=B]", "generate")]
    public async Task Directives_are_refused(params string[] arguments) =>
        CommandLine.AssertOneError($"error: Unrecognized command or argument '{arguments[0]}'", await CommandLine.Run(arguments));

    [Fact]
    public async Task File_and_column_may_begin_with_any_character()
    {
        foreach (var name in new[] { "@names.csv", "-names.csv", "[x].csv" })
        {
            var path = _folder.Write(name, "@x\nOna\n");
            File.Copy(path, name, overwrite: true);

            var (code, output, _) = await CommandLine.Run(["score", "--model", TestFiles.Model, "--column", "@x", "--", name]);

            File.Delete(name);
            Assert.Equal(0, code);
            Assert.StartsWith("@x,log_likelihood,", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--prefix=")]
    [InlineData("--prefix", "")]
    [InlineData("--count=1")]
    [InlineData("-n1")]
    [InlineData("-n", "1")]
    [InlineData("--frequency-penalty", "-1")]
    [InlineData("--seed=-5")]
    [InlineData("--unique=false")]
    public async Task Usual_ways_to_write_a_value_are_taken(params string[] arguments) =>
        Assert.Equal(0, (await CommandLine.Run(["generate", "--model", TestFiles.Model, .. arguments])).Code);

    [Theory]
    [InlineData("Option '--unique' takes true or false, and not 'maybe'", "--unique=maybe")]
    [InlineData("Option '--count' expects a single argument but 2 were provided", "--count", "1", "--count", "2")]
    [InlineData("Option '--model' takes a path, and not an empty text", "--model=")]
    [InlineData("--label: The model has no label 'x", "--label", "x\u001b[31m")]
    public async Task What_can_not_be_meant_is_refused(string expected, params string[] arguments)
    {
        var result = await CommandLine.Run(
            ["generate", .. arguments.Contains("--model=") ? [] : new[] { "--model", TestFiles.Model }, .. arguments]);

        CommandLine.AssertOneError(expected, result);
        Assert.DoesNotContain('\u001b', result.Error);
    }

    [Theory]
    [InlineData("score", "FOLDER")]
    [InlineData("score", "NAMES", "--model", "FOLDER")]
    [InlineData("generate", "--output", "FOLDER")]
    [InlineData("generate", "--not-in", "FOLDER")]
    [InlineData("top", "--output", "FOLDER")]
    [InlineData("score", "NAMES", "--output", "FOLDER")]
    [InlineData("score", "NAMES", "--errors", "FOLDER")]
    [InlineData("index", "FOLDER")]
    [InlineData("evaluate", "--data", "FOLDER")]
    [InlineData("evaluate", "--train", "FOLDER")]
    [InlineData("evaluate", "--canaries", "FOLDER")]
    [InlineData("plant", "FOLDER", "--pattern", "a??", "--output", "x.csv")]
    [InlineData("plant", "NAMES", "--pattern", "a??", "--output", "FOLDER")]
    [InlineData("plant", "NAMES", "--pattern", "a??", "--output", "x.csv", "--canaries", "FOLDER")]
    [InlineData("info", "--model", "FOLDER")]
    [InlineData("emit", "parallel", "--output", "FOLDER", "--", "score", "NAMES", "--output", "x.csv")]
    public async Task Folder_in_place_of_a_file_is_called_one(params string[] arguments)
    {
        Directory.CreateDirectory(_folder["folder"]);
        string[] words = [.. arguments.Select(
            word => word.Replace("FOLDER", _folder["folder"], StringComparison.Ordinal)
                .Replace("NAMES", TestFiles.Names, StringComparison.Ordinal))];

        var result = await CommandLine.Run(
            words.Contains("--model") || words[0] is "index" or "plant" or "emit"
                ? words
                : [words[0], "--model", TestFiles.Model, .. words[1..]]);

        CommandLine.AssertOneError(_folder["folder"], result);
        Assert.Contains("folder", result.Error.Replace(_folder["folder"], "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
