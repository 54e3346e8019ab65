using System.Text.RegularExpressions;

namespace MlPipeline.Architecture.Tests;

/// <summary>Sources and docs are in standard English: phrases that a reader has to translate stay out.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public void Sources_and_docs_hold_no_phrase_of_a_dialect() => Assert.Equal("", string.Join("\n",
        from file in Files()
        from line in File.ReadLines(file).Index()
        from Match match in Dialect().Matches(line.Item)
        select $"{Path.GetRelativePath(TestFiles.Root, file)}:{line.Index + 1}: {match.Value}"));

    [Theory]
    [InlineData("names that must not come")]
    [InlineData("The likeliest names")]
    [InlineData("the disk is full, or the like")]
    public void A_phrase_of_a_dialect_is_found(string text) => Assert.Matches(Dialect(), text);

    private static IEnumerable<string> Files()
    {
        var built = new[] { "obj", "bin" }.Select(folder => Path.DirectorySeparatorChar + folder + Path.DirectorySeparatorChar).ToArray();
        return Directory.EnumerateFiles(Path.Combine(TestFiles.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !built.Any(folder => file.Contains(folder, StringComparison.Ordinal)))
            .Concat(Directory.EnumerateFiles(Path.Combine(TestFiles.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(TestFiles.Root, "README.md"));
    }

    [GeneratedRegex(
        @"\b(anew|nobody|or the like|likeliest|by heart|goes on|gone on|go on with|mend(s|ed)?|flatters|worse than counting|" +
        @"nothing to remark|must not come|given often|stands (behind|in|before|beside|there)|written over|for people to read)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Dialect();
}
