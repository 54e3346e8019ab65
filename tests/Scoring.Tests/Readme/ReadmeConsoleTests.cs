using System.Globalization;
using System.Text.RegularExpressions;

namespace MlPipeline.Scoring.Tests.Readme;

/// <summary>Every command of the README and the docs that runs the scoring program is run, and must print the output shown.</summary>
public sealed partial class ReadmeConsoleTests
{
    private const string Program = "$ dotnet run -c Release --project src/Scoring -- ";

    public static TheoryData<string, string> Commands { get; } = [.. Read()];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_prints_the_output_shown(string command, string expected)
    {
        if (command.StartsWith("evaluate ", StringComparison.Ordinal))
            Machine.RequireBitsOfTheShippedModel();

        var arguments = Word().Matches(command).Select(match => match.Value.Trim('\''))
            .Select(word => Path.Combine(TestFiles.Root, word) is var file && File.Exists(file) ? file : word);

        var (code, output, error) = await Verbs.CommandLine.Run([.. arguments, "--model", TestFiles.Model]);

        Assert.Equal(0, code);
        expected = ModelLine().Replace(expected, "");   // not printed where a model is given; beside a trained model it says more
        var shown = command.StartsWith("evaluate ", StringComparison.Ordinal) ? output : output + error;   // its steps come and go before
        Assert.Equal(Rounded(expected), Rounded(shown.ReplaceLineEndings("\n").TrimEnd('\n')));
    }

    [Fact]
    public void Every_command_that_uses_the_model_is_shown() =>
        Assert.Superset(
            new HashSet<string> { "generate", "complete", "top", "capacity", "evaluate" },
            Commands.Select(row => row.Data.Item1.Split(' ')[0]).ToHashSet());

    private static IEnumerable<(string Command, string Expected)> Read()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(TestFiles.Root, "docs"), "*.md").Order(StringComparer.Ordinal);
        foreach (var block in pages.Prepend(Path.Combine(TestFiles.Root, "README.md"))
            .SelectMany(page => ConsoleBlock().Matches(File.ReadAllText(page))))
        {
            foreach (var part in block.Groups[1].Value.TrimEnd('\n').Split("\n$ ").Select((part, i) => i == 0 ? part : "$ " + part))
            {
                if (part.StartsWith(Program, StringComparison.Ordinal) && part.Split('\n', 2) is [var command, var expected])
                    yield return (command[Program.Length..], expected.TrimEnd('\n'));
            }
        }
    }

    // Another processor may add up the last digits differently, and takes its own time.
    private static string Rounded(string text) =>
        LongNumber()
            .Replace(
                Speed().Replace(text, ""), match =>
                    double.Parse(match.Value, CultureInfo.InvariantCulture).ToString("G4", CultureInfo.InvariantCulture));

    [GeneratedRegex("```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"-?\d+\.\d{4,}(E-\d+)?")]
    private static partial Regex LongNumber();

    [GeneratedRegex(@", [0-9.]+ s \([0-9,]+ rows/s, [0-9,]+ characters/s\)")]
    private static partial Regex Speed();

    [GeneratedRegex(@"^Model: models/lithuanian-names\.onnx \(shipped; .*\n", RegexOptions.Multiline)]
    private static partial Regex ModelLine();

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();
}
