using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MlPipeline.Tests.Readme;

/// <summary>Alone, because the examples' paths are relative to the repository's root.</summary>
[Collection(nameof(Alone))]
public sealed partial class ReadmeTests : IDisposable
{
    private readonly string _before = Environment.CurrentDirectory;

    public ReadmeTests() => Environment.CurrentDirectory = TestFiles.Root;

    [Fact]
    public void Every_line_of_csharp_is_a_line_of_the_examples()
    {
        var examples = File.ReadLines(ThisFile().Replace("ReadmeTests", "ReadmeExamples", StringComparison.Ordinal))
            .Select(line => line.Trim()).ToHashSet();
        var blocks = CSharpBlock().Matches(File.ReadAllText("README.md") + File.ReadAllText("docs/embedding.md"))
            .Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(3, blocks.Count);
        Assert.All(blocks.SelectMany(block => block.Split('\n')), line => Assert.Contains(line.Trim(), examples));
    }

    [Fact]
    public async Task Examples_run()
    {
        ReadmeExamples.Embed();
        await ReadmeExamples.Ask();
        ReadmeExamples.SpeakMlNet();
    }

    public void Dispose() => Environment.CurrentDirectory = _before;

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
