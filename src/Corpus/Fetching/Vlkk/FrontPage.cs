using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Corpus.Fetching.Pages;

namespace MlPipeline.Corpus.Fetching.Vlkk;

/// <summary>Reads the front page: a link for each letter.</summary>
internal static class FrontPage
{
    private const string Section = "recommend";
    private const string LinkClass = "recommend__links";

    /// <summary>Reads the links to the letters, each once, in the order of the page.</summary>
    /// <exception cref="StructureException">There are none.</exception>
    public static IReadOnlyList<Uri> Letters(CachedPage page, VlkkSite site, FetchCounts counts)
    {
        var html = HtmlPage.Parse(page);
        if (html.ById(Section) is not { } section)
            throw new StructureException(page.Url, $"a section with the id '{Section}' that links to the letters", "no such element");

        var letters = new List<Uri>();
        var links = html.Links(LinkClass, section).ToList();
        foreach (var link in links)
        {
            if (site.Resolve(html.Base, HtmlPage.Attribute(link, "href"), "sarasas/", out var refusal) is { } letter)
                letters.Add(letter);
            else
                counts.Skip(refusal);
        }

        return letters.Count > 0
            ? [.. letters.Distinct()]
            : throw new StructureException(
                page.Url, $"links a.{LinkClass} to /sarasas/… in the section '{Section}'", $"{links.Count} links, none to a letter");
    }
}
