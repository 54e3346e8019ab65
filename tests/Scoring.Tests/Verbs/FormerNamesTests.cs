using MlPipeline.CommandLine;
using MlPipeline.Scoring.Verbs;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>Options that were renamed work under their former names, which help doesn't show.</summary>
public sealed class FormerNamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("generate", "--count", "3")]
    [InlineData("top", "--count", "2")]
    public async Task Condition_is_a_label_where_a_label_is_asked_for(params string[] arguments)
    {
        var former = await Run([.. arguments, "--condition", "female"]);

        Assert.Equal(await Run([.. arguments, "--label", "female"]), former);
        Assert.Equal(await Run([.. arguments, "--condition=female"]), former);
        Assert.NotEqual(await Run(arguments), former);
    }

    [Theory]
    [InlineData("score")]
    [InlineData("complete")]
    public async Task Condition_column_is_a_label_column(string verb)
    {
        var input = _folder.Write("input.csv", $"{(verb == "score" ? "name" : "prefix")},sex\nJo,female\nJo,male\n");

        var former = await Run(verb, input, "--condition-column", "sex");

        Assert.Equal(await Run(verb, input, "--label-column", "sex"), former);
        Assert.NotEqual(await Run(verb, input), former);
    }

    [Theory]
    [InlineData("generate")]
    [InlineData("score")]
    [InlineData("complete")]
    [InlineData("evaluate")]
    public async Task Help_shows_the_new_names_alone(string verb)
    {
        var help = await Run(verb, "--help");

        Assert.DoesNotContain("--condition", help, StringComparison.Ordinal);
        Assert.Contains("--label", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_names_at_once_are_refused_by_the_new_one()
    {
        var error = new StringWriter();

        var code = await CommandHost.RunAsync(
            ScoringCommand.Create(), ["generate", "--condition", "female", "--label", "male"], TextWriter.Null, error);

        Assert.Equal(2, code);
        Assert.Contains("--label", error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> Run(params string[] arguments)
    {
        var output = new StringWriter();
        Assert.Equal(0, await CommandHost.RunAsync(ScoringCommand.Create(), arguments, output, TextWriter.Null));
        return output.ToString();
    }
}
