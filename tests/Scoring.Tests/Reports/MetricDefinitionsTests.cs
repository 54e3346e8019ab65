using MlPipeline.Evaluation.Report;

namespace MlPipeline.Scoring.Tests.Reports;

public sealed class MetricDefinitionsTests
{
    [Fact]
    public void Documentation_has_every_definition()
    {
        var text = File.ReadAllText(Path.Combine(TestFiles.Root, "docs", "evaluation.md"));

        Assert.All(MetricDefinitions.All, definition => Assert.Contains(
            $"| `{definition.Name}` | {definition.Title} | {definition.Definition.Replace("|", "\\|", StringComparison.Ordinal)} |", text,
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nats_per_character.length=7", "nats_per_character.*")]
    [InlineData("nats_per_character.labelled", "nats_per_character.labelled")]
    [InlineData("js_distance.letters.difference", "js_distance.*.difference")]
    [InlineData("js_distance.letters", "js_distance.*")]
    [InlineData("training.js_distance.letters", "training.*")]
    [InlineData("beauty", null)]
    public void Of_finds_the_definition_that_says_most_of_the_name(string metric, string? expected) =>
        Assert.Equal(expected, MetricDefinitions.Of(metric)?.Name);
}
