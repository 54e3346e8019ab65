using System.Net;

namespace MlPipeline.Reporting.Html;

/// <summary>Writes pages piece by piece; every text is escaped on its way. What comes out is XHTML too.</summary>
/// <param name="output">Where to.</param>
internal sealed class PageWriter(TextWriter output)
{
    /// <summary>Makes a text safe anywhere in a page.</summary>
    public static string Escape(string text) =>
        WebUtility.HtmlEncode(
            string.Concat(
                text.EnumerateRunes()
                    .Select(rune =>
                        rune.Value is 9 or 10 or 13 or (>= 32 and not (>= 0x7F and <= 0x9F) and not 0xFFFE and not 0xFFFF)
                            ? rune.ToString()
                            : "\uFFFD")));

    /// <summary>Begins the page.</summary>
    public void Begin(string title)
    {
        Line("<!DOCTYPE html>");
        Line("""<html lang="en" xmlns="http://www.w3.org/1999/xhtml">""");
        Line("<head>");
        Line("""<meta charset="utf-8" />""");
        Line("""<meta name="viewport" content="width=device-width, initial-scale=1" />""");
        Line("""<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />""");
        Line($"<title>{Escape(title)}</title>");
        Line($"<style>\n{PageStyle.Css}\n</style>");
        Line("</head>");
        Line("<body>");
    }

    /// <summary>Ends the page.</summary>
    public void End()
    {
        Line("</body>");
        Line("</html>");
    }

    /// <summary>Begins a section.</summary>
    public void Section(string id, string title)
    {
        Line($"""<section id="{id}" aria-labelledby="{id}-title">""");
        Line($"""<h2 id="{id}-title">{Escape(title)}</h2>""");
    }

    /// <summary>Ends a section.</summary>
    public void EndSection() => Line("</section>");

    /// <summary>Writes a heading within a section.</summary>
    public void Heading(string title) => Line($"<h3>{Escape(title)}</h3>");

    /// <summary>Writes a paragraph.</summary>
    public void Paragraph(string text) => Line($"<p>{Escape(text)}</p>");

    /// <summary>Writes a picture with what it is.</summary>
    public void Figure(string svg, string caption) => Line($"<figure>\n{svg}\n<figcaption>{Escape(caption)}</figcaption>\n</figure>");

    /// <summary>Writes a table.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="heads">Names of the columns; those that begin with <c>#</c> hold numbers.</param>
    /// <param name="rows">Cells as HTML; the first is the row's head.</param>
    public void Table(string caption, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        Line("""<div class="scroll" tabindex="0">""");
        Line($"<table>\n<caption>{Escape(caption)}</caption>");
        Line($"<thead><tr>{string.Concat(heads.Select(head => $"""<th scope="col"{ClassOf(head)}>{Escape(head.TrimStart('#'))}</th>"""))}</tr></thead>\n<tbody>");
        foreach (var row in rows)
            Line($"""<tr><th scope="row">{row[0]}</th>{string.Concat(row.Skip(1).Select((cell, i) => $"<td{ClassOf(heads[i + 1])}>{cell}</td>"))}</tr>""");
        Line("</tbody>\n</table>\n</div>");
    }

    /// <summary>Writes a table that is folded away until it is asked for.</summary>
    /// <param name="summary">What is in its place.</param>
    /// <param name="caption">As of <see cref="Table"/>.</param>
    /// <param name="heads">Likewise.</param>
    /// <param name="rows">Likewise.</param>
    public void FoldedTable(string summary, string caption, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        Line($"<details><summary>{Escape(summary)}</summary>");
        Table(caption, heads, rows);
        Line("</details>");
    }

    /// <summary>Writes a line as it is.</summary>
    public void Line(string html) => output.Write($"{html}\n");

    private static string ClassOf(string head) => head.StartsWith('#') ? " class=\"number\"" : "";
}
