namespace MlPipeline.Reporting.Markdown;

/// <summary>Writes GitHub-flavoured Markdown; texts that aren't ours are escaped.</summary>
/// <param name="output">Where to.</param>
internal sealed class MarkdownWriter(TextWriter output)
{
    private const string Special = "\\`*_{}[]<>#|&~";

    /// <summary>Makes a text safe, in a table too.</summary>
    public static string Escape(string text) =>
        string.Concat(
            text.ReplaceLineEndings(" ")
                .Select(character => Special.Contains(character, StringComparison.Ordinal) ? $"\\{character}" : character.ToString()));

    /// <summary>Writes a text as code: nothing in it is markup.</summary>
    public static string Code(string text) =>
        text.Contains('`', StringComparison.Ordinal) || text.Contains('|', StringComparison.Ordinal)
            ? Escape(text)
            : $"`{text.ReplaceLineEndings(" ")}`";

    /// <summary>Writes a heading.</summary>
    public void Heading(int level, string text) => Block($"{new string('#', level)} {Escape(text)}");

    /// <summary>Writes a paragraph or another block as it is, and a blank line.</summary>
    public void Block(string markdown)
    {
        Line(markdown);
        Line("");
    }

    /// <summary>Writes a list.</summary>
    public void List(IEnumerable<string> items)
    {
        foreach (var item in items)
            Line($"- {item}");
        Line("");
    }

    /// <summary>Writes a table; columns whose names begin with <c>#</c> hold numbers.</summary>
    /// <param name="heads">Names of the columns.</param>
    /// <param name="rows">Cells as Markdown.</param>
    public void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        Line($"| {string.Join(" | ", heads.Select(head => head.TrimStart('#')))} |");
        Line($"|{string.Concat(heads.Select(head => head.StartsWith('#') ? "--:|" : "---|"))}");
        foreach (var row in rows)
            Line($"| {string.Join(" | ", row)} |");
        Line("");
    }

    /// <summary>Writes a line as it is.</summary>
    public void Line(string markdown) => output.Write($"{markdown}\n");
}
