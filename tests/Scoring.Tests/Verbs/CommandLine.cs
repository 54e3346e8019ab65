using MlPipeline.CommandLine;
using MlPipeline.Scoring.Verbs;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>The program without its process.</summary>
internal static class CommandLine
{
    public static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandHost.RunAsync(ScoringCommand.Create(), arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    public static void AssertOneError(string expected, (int Code, string Output, string Error) result)
    {
        Assert.Equal(2, result.Code);
        var line = Assert.Single(
            result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }
}
