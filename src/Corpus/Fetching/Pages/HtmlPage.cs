using System.Text;
using HtmlAgilityPack;
using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Corpus.Fetching.Http;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Corpus.Fetching.Pages;

/// <summary>A page as a tree that can be searched without fear of its depth.</summary>
internal sealed class HtmlPage
{
    /// <summary>Deepest nesting that is read. Pages of people stay below 100; the parser's own recursion ends at thousands.</summary>
    public const int MaxDepth = 500;

    private readonly HtmlNode _root;

    private HtmlPage(CachedPage page, HtmlNode root) => (Source, _root, Base) = (page, root, BaseOf(page.FinalUrl, root));

    /// <summary>Gets what was parsed.</summary>
    public CachedPage Source { get; }

    /// <summary>
    /// Gets the address that the page's links are relative to: its own, or that of its first <c>base</c> element with one (HTML, 2.4.3).
    /// </summary>
    /// <remarks>It may be anywhere: whether a link is followed is for the site to say, once it is resolved.</remarks>
    public Uri Base { get; }

    /// <summary>Parses a page.</summary>
    /// <exception cref="FetchException">The page is nested too deeply or can't be decoded.</exception>
    public static HtmlPage Parse(CachedPage page)
    {
        // Text is decoded already; the parser would look for the encoding of a meta element, and fail at those that are not safe.
        var document = new HtmlDocument { OptionMaxNestedChildNodes = MaxDepth, OptionFixNestedTags = false, OptionReadEncoding = false };
        try
        {
            document.LoadHtml(PageText.Decode(page));
        }
        catch (Exception exception) when (exception.GetType() == typeof(Exception))
        {
            // The parser's own word for a document nested too deeply.
            throw new FetchException(page.Url, $"the page nests more than {MaxDepth} elements; no page of names does.", exception);
        }

        return new HtmlPage(page, document.DocumentNode);
    }

    /// <summary>Finds the first element with an id.</summary>
    public HtmlNode? ById(string id) => Elements(_root).FirstOrDefault(node => node.GetAttributeValue("id", "") == id);

    /// <summary>Gets the links of a class in the page, or in one of its elements, in the order of the page.</summary>
    public IEnumerable<HtmlNode> Links(string cssClass, HtmlNode? within = null) =>
        Elements(within ?? _root).Where(node => node.Name == "a" && HasClass(node, cssClass));

    /// <summary>Gets an attribute with its entities resolved; empty where it is missing.</summary>
    public static string Attribute(HtmlNode node, string name) => HtmlEntity.DeEntitize(node.GetAttributeValue(name, ""));

    /// <summary>Tells whether an element has a class.</summary>
    public static bool HasClass(HtmlNode node, string cssClass) =>
        Split(node.GetAttributeValue("class", "")).Contains(cssClass, StringComparer.Ordinal);

    /// <summary>
    /// Gets the text of a link as a reader sees it: words apart by single spaces. A link never closed ends as browsers end it.
    /// </summary>
    public static string Text(HtmlNode link) =>
        string.Join(
            ' ', Split(
                string.Concat(
                    Pieces(Nodes(link).TakeWhile(node => node == link || node.Name is not ("a" or "li" or "ul" or "p" or "div"))))));

    /// <summary>Gets the words of the whole page, composed. A word never continues in another element.</summary>
    public IReadOnlyList<string> Words() => [.. Pieces(Nodes(_root)).SelectMany(Split).Where(IsText).Select(CanonicalForm.Compose)];

    private static Uri BaseOf(Uri page, HtmlNode root) =>
        Elements(root).FirstOrDefault(node => node.Name == "base" && node.Attributes.Contains("href")) is { } element
            && Uri.TryCreate(page, Attribute(element, "href").Trim(), out var url) && url.Scheme is "http" or "https"
            ? url
            : page;

    // An entity may stand for half a character, which can't be composed.
    private static bool IsText(string word) => !word.EnumerateRunes().Contains(Rune.ReplacementChar);

    private static IEnumerable<string> Pieces(IEnumerable<HtmlNode> nodes) => nodes
        .Where(node => node.NodeType == HtmlNodeType.Text && node.ParentNode?.Name is not ("script" or "style" or "template" or "noscript"))
        .Select(node => HtmlEntity.DeEntitize(((HtmlTextNode)node).Text));

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<HtmlNode> Elements(HtmlNode root) => Nodes(root).Where(node => node.NodeType == HtmlNodeType.Element);

    // In the order of the page, without recursion.
    private static IEnumerable<HtmlNode> Nodes(HtmlNode root)
    {
        for (var node = root; node is not null; node = Next(node, root))
            yield return node;
    }

    private static HtmlNode? Next(HtmlNode node, HtmlNode root)
    {
        if (node.FirstChild is { } child)
            return child;
        for (var current = node; current is not null && current != root; current = current.ParentNode)
        {
            if (current.NextSibling is { } sibling)
                return sibling;
        }

        return null;
    }
}
