using MlPipeline.Common;
using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Corpus.Fetching.Http;

namespace MlPipeline.Corpus.Fetching.Vlkk;

/// <summary>
/// Reads the names' own pages. One that can't be had or read is counted and its row says why; many in a row, or none
/// that holds a declension, stop the run.
/// </summary>
internal sealed class DetailCrawl(PageSource pages, FetchOptions options, IFetchProgress progress, Func<bool> tryTakePage)
{
    private const int LongestStreak = 5;
    private const int EnoughToJudge = 20;
    private readonly List<Uri> _streak = [];
    private int _read;
    private int _declined;

    /// <summary>Adds to each name what its own page says.</summary>
    /// <exception cref="StructureException">No page holds a declension.</exception>
    /// <exception cref="TemporaryFailureException">Several pages in a row failed: the site is down.</exception>
    public async Task<IReadOnlyList<NameRow>> RunAsync(IReadOnlyList<(NameRow Row, Uri? Detail)> names, CancellationToken cancellation)
    {
        var rows = new List<NameRow>(names.Count);
        foreach (var (row, url) in names)
        {
            var detail = await DetailAsync(row.Name, url, cancellation).ConfigureAwait(false);
            if (detail.Problem.Length > 0)
                pages.Counts.Skip("declensions: " + detail.Problem);
            rows.Add(row with { Detail = detail });
            progress.OnDetail(rows.Count, names.Count);
        }

        if (_read > 0 && _declined == 0)
            throw NoDeclension(rows.First(row => row.Detail!.FetchedAt is not null).Detail!.Url!);
        return rows;
    }

    private async Task<NameDetail> DetailAsync(string name, Uri? url, CancellationToken cancellation)
    {
        if (url is null)
            return new NameDetail(null, null, null, "the name has no page on this site");
        if (!await pages.IsAllowedAsync(url, cancellation).ConfigureAwait(false))
            return new NameDetail(url, null, null, "robots.txt forbids the page");
        if (!tryTakePage())
            return new NameDetail(url, null, null, "the page is beyond the limit of pages");

        var page = await PageAsync(url, cancellation).ConfigureAwait(false);
        return page.Failure is { } failure ? new NameDetail(url, null, null, failure) : Read(page, name);
    }

    private async Task<CachedPage> PageAsync(Uri url, CancellationToken cancellation)
    {
        try
        {
            var page = await pages.GetAsync(url, mayBe404: true, cancellation).ConfigureAwait(false);
            _streak.Clear();
            return page;
        }
        catch (FetchException exception) when (!options.Offline)
        {
            return pages.SaveFailure(url, exception.Problem);
        }
        catch (TemporaryFailureException) when (_streak.Count + 1 < LongestStreak)
        {
            _streak.Add(url);
            return pages.SaveFailure(url, "the page could not be had");
        }
        catch (TemporaryFailureException)
        {
            // Not the pages' fault, then: the next run asks for them again.
            _streak.ForEach(pages.Forget);
            throw;
        }
    }

    private NameDetail Read(CachedPage page, string name)
    {
        _read++;
        Declension? declension = null;
        var problem = "the page declines no such name";
        try
        {
            declension = DetailPage.Read(page, name);
        }
        catch (FetchException exception)
        {
            problem = exception.Problem;
        }

        _declined += declension is null ? 0 : 1;
        if (_read >= EnoughToJudge && _declined == 0)
            throw NoDeclension(page.Url);
        return new NameDetail(page.FinalUrl, page.FetchedAt, declension, declension is null ? problem : "");
    }

    private StructureException NoDeclension(Uri url) =>
        new(url, $"a declension ({string.Join(' ', Declension.Labels)})", $"none here and on {_read - 1} other pages of names");
}
