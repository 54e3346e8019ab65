using MlPipeline.Corpus.Fetching.Http;

namespace MlPipeline.Corpus.Fetching.Vlkk;

/// <summary>Reads the whole list: the front page, each letter and, where asked for, each name's own page.</summary>
internal sealed class VlkkCrawl(VlkkSite site, PageSource pages, FetchOptions options, IFetchProgress progress)
{
    private const string Forbidden = "pages that robots.txt forbids";
    private const string BeyondLimit = "pages beyond the limit of pages";
    private int _read;

    /// <summary>Reads the names in the order of the site.</summary>
    /// <param name="withDetails">Whether to read each name's own page.</param>
    /// <param name="cancellation">Stops between two pages, and while waiting.</param>
    /// <exception cref="StructureException">The site is not built as expected.</exception>
    public async Task<IReadOnlyList<NameRow>> RunAsync(bool withDetails, CancellationToken cancellation)
    {
        if (!await pages.IsAllowedAsync(site.Front, cancellation).ConfigureAwait(false))
            throw new FetchException(site.Front, "robots.txt forbids this page to programs. Ask the site's people.");

        _read++;
        var front = await pages.GetAsync(site.Front, mayBe404: false, cancellation).ConfigureAwait(false);
        var letters = FrontPage.Letters(front, site, pages.Counts);
        var names = await NamesAsync(letters, cancellation).ConfigureAwait(false);
        if (names.Count == 0)
        {
            throw new FetchException(site.Front, "no letter's page may be read: robots.txt or the limit of pages excludes them all.")
            {
                Settings = ["MaxPages"],
            };
        }

        return withDetails
            ? await new DetailCrawl(pages, options, progress, () => TryTakePage(1)).RunAsync(names, cancellation).ConfigureAwait(false)
            : [.. names.Select(name => name.Row)];
    }

    private async Task<List<(NameRow Row, Uri? Detail)>> NamesAsync(IReadOnlyList<Uri> letters, CancellationToken cancellation)
    {
        var names = new List<(NameRow, Uri?)>();
        for (var i = 0; i < letters.Count; i++)
        {
            if (!await pages.IsAllowedAsync(letters[i], cancellation).ConfigureAwait(false))
            {
                pages.Counts.Skip(Forbidden);
                continue;
            }

            if (!TryTakePage(letters.Count - i))
                break;
            var page = await pages.GetAsync(letters[i], mayBe404: false, cancellation).ConfigureAwait(false);
            var links = LetterPage.Names(page, site, pages.Counts);
            names.AddRange(links.Select(link =>
                (new NameRow(StressMarks.Remove(link.Raw), link.Gender, page.FinalUrl, page.FetchedAt, link.Raw), link.Detail)));
            progress.OnLetter(i + 1, letters.Count, page.Url, links.Count);
        }

        return names;
    }

    private bool TryTakePage(int left)
    {
        if (_read >= options.MaxPages)
        {
            pages.Counts.Skip(BeyondLimit, left);
            return false;
        }

        _read++;
        return true;
    }
}
