using System.Runtime.CompilerServices;
using MlPipeline.CommandLine;
using MlPipeline.Scoring.Verbs;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>Compares help texts with the files beside this one: they are read by people, so a change is looked at.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("generate")]
    [InlineData("complete")]
    [InlineData("score")]
    [InlineData("merge")]
    [InlineData("index")]
    [InlineData("top")]
    [InlineData("capacity")]
    [InlineData("info")]
    [InlineData("evaluate")]
    [InlineData("plant")]
    [InlineData("report")]
    [InlineData("report verify")]
    [InlineData("report diff")]
    [InlineData("report card")]
    [InlineData("emit")]
    [InlineData("emit slurm")]
    [InlineData("emit k8s")]
    [InlineData("emit sge")]
    [InlineData("emit parallel")]
    public async Task Help_is_the_agreed_text(string verb)
    {
        var output = new StringWriter();

        var code = await CommandHost.RunAsync(ScoringCommand.Create(), [.. verb.Split(' '), "--help"], output, TextWriter.Null);

        Assert.Equal(0, code);
        Assert.Equal(File.ReadAllText(FileOf(verb)), Comparable(output.ToString()));
    }

    // The first word of the usage is the name of the running program, which is the test's here.
    private static string Comparable(string help) =>
        string.Join(
            '\n', help.ReplaceLineEndings("\n").Split('\n')
                .Select(line =>
                    line.StartsWith("  MlPipeline.", StringComparison.Ordinal)
                        ? "  PROGRAM" + line[line.IndexOf(' ', 2)..]
                        : line.TrimEnd())).TrimEnd() + "\n";

    private static string FileOf(string verb, [CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, verb.Replace(' ', '-') + ".help.txt");
}
