using System.Text;
using HtmlAgilityPack;
using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Corpus.Fetching.Pages;

namespace MlPipeline.Corpus.Fetching.Vlkk;

/// <summary>Reads a letter's page: its names.</summary>
internal static class LetterPage
{
    private const string LinkClass = "names_list__links";
    private const string Modifier = "-" + "-";                           // of a CSS class, in the BEM manner
    private const string ManClass = LinkClass + Modifier + "man";
    private const string WomanClass = LinkClass + Modifier + "woman";
    private const int LongestName = 200;

    /// <summary>Reads the names in the order of the page.</summary>
    /// <exception cref="StructureException">There are none, or none has a gender.</exception>
    public static IReadOnlyList<NameLink> Names(CachedPage page, VlkkSite site, FetchCounts counts)
    {
        var html = HtmlPage.Parse(page);
        var links = html.Links(LinkClass).ToList();
        var names = new List<NameLink>();
        foreach (var link in links)
        {
            var raw = HtmlPage.Text(link);
            if (Refuse(raw) is { } reason)
                counts.Skip(reason);
            else
                names.Add(new NameLink(raw, GenderOf(link), Detail(link)));
        }

        if (names.Count == 0)
            throw new StructureException(page.Url, $"names in links a.{LinkClass}", $"{links.Count} links, none with a name");
        if (names.All(name => name.Gender.Length == 0))
        {
            throw new StructureException(
                page.Url, $"links with the class {ManClass} or {WomanClass}", $"{names.Count} names without either");
        }

        return names;

        Uri? Detail(HtmlNode link)
        {
            var url = site.Resolve(html.Base, HtmlPage.Attribute(link, "href"), "vardas/", out var refusal);
            if (url is null)
                counts.Skip(refusal);
            return url;
        }
    }

    private static string? Refuse(string raw) =>
        raw.Length > LongestName ? $"names longer than {LongestName} characters"
        : raw.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar) ? "names with characters that are none"
        : StressMarks.Remove(raw).Length == 0 ? "links without a name"
        : null;

    private static string GenderOf(HtmlNode link) => (HtmlPage.HasClass(link, ManClass), HtmlPage.HasClass(link, WomanClass)) switch
    {
        (true, false) => "male",
        (false, true) => "female",
        _ => "",
    };
}
