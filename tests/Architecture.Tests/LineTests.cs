namespace MlPipeline.Architecture.Tests;

/// <summary>Lines of code are at most 140 characters wide, as .editorconfig says; only texts, markup and style sheets may be wider.</summary>
public sealed class LineTests
{
    private const int Widest = 140;
    private const string Raw = "\"\"\"";

    [Fact]
    public void Lines_of_code_are_not_too_wide() => Assert.Equal("", string.Join("\n",
        from file in Directory.EnumerateFiles(Path.Combine(TestFiles.Root, "src"), "*.cs", SearchOption.AllDirectories)
        where !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin")
        from number in TooWide(File.ReadAllLines(file))
        select $"{Path.GetRelativePath(TestFiles.Root, file)}:{number}"));

    [Fact]
    public void A_wide_line_is_found_and_a_wide_text_is_not()
    {
        string[] lines = [new('x', Widest), new('x', Widest + 1), $"Write(\"{new string('x', Widest)}\");", Raw, new('x', Widest + 1), Raw, new('x', 200)];

        Assert.Equal([2, 7], TooWide(lines));
    }

    private static IEnumerable<int> TooWide(IReadOnlyList<string> lines)
    {
        var isText = false;
        foreach (var (i, line) in lines.Index())
        {
            if (line.Split(Raw).Length % 2 == 0)
                isText = !isText;
            else if (!isText && line.Length > Widest && !line.Contains('"', StringComparison.Ordinal))
                yield return i + 1;
        }
    }
}
