namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>Bounds that two options have together, and those of what may be given often.</summary>
public sealed class BoundTests
{

    [Theory]
    [InlineData(
        "--count must be a whole number from 1 to 10,000,000, and not 1000000000.", "generate", "--unique", "--count", "1000000000")]
    [InlineData(
        "--count must be a whole number from 1 to 1,000,000, and not 1000000000.", "generate", "--without-replacement", "--count",
        "1000000000")]
    [InlineData(
        "--beam must be at most 100 for names of up to 1,000,000 characters, and not 101.", "top", "--beam", "101", "--max-length",
        "1000000")]
    [InlineData("--beam must be a whole number from 1 to 10,000, and not 1000000000.", "top", "--beam", "1000000000")]
    [InlineData("--beam must be a whole number from 1 to 10,000, and not 100000.", "complete", "in.csv", "--beam", "100000")]
    [InlineData("--samples must be a whole number from 1 to 100,000, and not 100001.", "complete", "in.csv", "--samples", "100001")]
    [InlineData("--top must be a whole number from 1 to 100,000, and not 2000000000.", "complete", "in.csv", "--top", "2000000000")]
    [InlineData(
        "--shard: a shard is i/n with i from 1 to n and n up to 1,000,000, such as 1/4, and not '1/1000000000'.", "score", "in.csv",
        "--shard", "1/1000000000", "--output", "out.csv")]
    public async Task What_memory_does_not_bear_is_refused(string expected, params string[] arguments) =>
        CommandLine.AssertOneError(expected, await CommandLine.Run([.. arguments, "--model", TestFiles.Model]));

    [Fact]
    public async Task Thousands_of_banned_texts_are_refused()
    {
        var bans = Enumerable.Range(0, 10_001).SelectMany(_ => new[] { "--ban", "q" });

        CommandLine.AssertOneError(
            "--ban must be at most 10,000 texts", await CommandLine.Run(["top", "--model", TestFiles.Model, .. bans]));
    }

    [Fact]
    public async Task Largest_values_are_taken()
    {
        var (code, output, error) = await CommandLine.Run(
            "generate", "--model", TestFiles.Model, "--count", "2", "--batch-size", "10000", "--threads", "512", "--max-length", "1000000",
            "--ban", new string('q', 10_000));

        Assert.True(code == 0, error);
        Assert.Equal(2, output.Count(letter => letter == '\n'));
    }

}
