using System.Text.Json;

namespace MlPipeline.Scoring.Tests.Verbs;

public sealed class CapacityVerbTests
{
    [Fact]
    public async Task All_names_that_there_are_can_be_counted()
    {
        var (code, output, _) = await CommandLine.Run(
            "capacity", "--model", TestFiles.Model, "--pattern", "Jon[aės]", "--max-nats-per-character", "100");

        Assert.Equal((0, "3 distinct names are good enough, of 3 there are.\n"), (code, output));
    }

    // The exact count: the 1,000th most probable name of the shipped model tells how many are above its probability.
    [Fact]
    public async Task Estimate_covers_the_exact_count()
    {
        var top = (await CommandLine.Run("top", "--model", TestFiles.Model, "--count", "1000", "--format", "jsonl")).Output.TrimEnd('\n')
            .Split('\n');
        var least = JsonDocument.Parse(top[^1]).RootElement.GetProperty("probability").GetDouble() * 0.999999;

        var (_, output, _) = await CommandLine.Run(
            "capacity", "--model", TestFiles.Model, "--min-probability",
            least.ToString("R", System.Globalization.CultureInfo.InvariantCulture), "--sample-size", "2000", "--json");

        var estimate = JsonDocument.Parse(output).RootElement;
        var error = estimate.GetProperty("standard_error").GetDouble();
        Assert.InRange(error, 1, 200);
        Assert.InRange(estimate.GetProperty("names").GetDouble(), 1000 - 4 * error, 1000 + 4 * error);
    }

    [Theory]
    [InlineData(
        "None of 200 drawn names is good enough. With 95 % confidence such names make up less than 1.5 % of what the model draws, and no " +
            "such name exists.", "0.5")]
    [InlineData(
        "None of 200 drawn names is good enough. With 95 % confidence such names make up less than 1.5 % of what the model draws, and " +
            "there are at most 4 of them.", "0.003")]
    public async Task Sample_without_a_good_name_gives_a_bound_and_no_certainty(string expected, string least)
    {
        var (code, output, _) = await CommandLine.Run(
            "capacity", "--model", TestFiles.Model, "--min-probability", least, "--sample-size", "200", "--min-length", "2");
        var json = (
            await CommandLine.Run(
                "capacity", "--model", TestFiles.Model, "--min-probability", least, "--sample-size", "200", "--min-length", "2",
                "--json")).Output;

        Assert.Equal((0, expected + "\n"), (code, output));
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(json).RootElement.GetProperty("standard_error").ValueKind);
    }

    [Theory]
    [InlineData("Say what is good enough")]
    [InlineData("--min-probability must be a number above 0 and up to 1", "--min-probability", "2")]
    [InlineData("--sample-size must be a whole number from 2 to ", "--max-nats-per-character", "2", "--sample-size", "1")]
    public async Task Bad_request_gets_one_error_line(string expected, params string[] arguments) =>
        CommandLine.AssertOneError(expected, await CommandLine.Run(["capacity", "--model", TestFiles.Model, .. arguments]));
}
