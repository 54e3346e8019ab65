using System.CommandLine;
using System.Runtime.CompilerServices;
using MlPipeline.CommandLine;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Verbs;

/// <summary>Compares help texts with the files beside this one: they are read by people, so a change is looked at.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("train")]
    [InlineData("export")]
    [InlineData("fetch vlkk")]
    [InlineData("fetch course")]
    [InlineData("clean")]
    public async Task Help_is_the_agreed_text(string verb)
    {
        var output = new StringWriter();

        var code = await CommandHost.RunAsync(
            new RootCommand { TrainVerb.Create(), ExportVerb.Create(), FetchVerb.Create(), CleanVerb.Create() },
            [.. verb.Split(' '), "--help"], output, TextWriter.Null);

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
