using System.Text;
using MlPipeline.Common;
using MlPipeline.Corpus.Fetching;
using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Corpus.Fetching.Vlkk;
using MlPipeline.Training.Tests.Fetching.Replica;

namespace MlPipeline.Training.Tests.Fetching;

public sealed class DetailTests : IDisposable
{
    private static readonly string[] Forms = ["Vardẽnis", "Vardẽnio", "Vardẽniui", "Vardẽnį", "Vardeniù", "Vardẽnyje", "Vardẽni"];
    private readonly FetchBench _bench = new();

    public static TheoryData<string, string> Layouts() => new()
    {
        { "each form before its case", Pages.Detail("Vardẽnis", Forms) },
        { "each form behind its case",
            string.Concat(Declension.Labels.Zip(Forms, (label, form) => $"<tr><th>{label}</th><td>{form}</td></tr>")) },
        { "a row of cases above a row of forms", $"<p>{string.Join(' ', Declension.Labels)}<p>{string.Join(' ', Forms)}" },
        { "marks apart from their letters", Pages.Detail("Vardẽnis", Forms).Normalize(NormalizationForm.FormD) },
        { "another name first", Pages.Detail("Vardẽnė", Pages.FormsOf("Vardẽnė")) + Pages.Detail("Vardẽnis", Forms) },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_declension_is_read_from(string layout, string html)
    {
        var declension = DetailPage.Read(PageOf(html), "Vardenis");

        Assert.True(declension is not null, layout);
        Assert.Equal(Forms, declension.Forms);
    }

    [Theory]
    [InlineData("<p>Tokio vardo nėra.")]
    [InlineData("<p>Vard. Kilm.")]
    [InlineData("<p>Kitàs, Vard. Kìto, Kilm. Kitám, Naud.")]
    public void A_page_about_nothing_or_another_name_has_no_declension(string html) =>
        Assert.Null(DetailPage.Read(PageOf(html), "Vardenis"));

    [Fact]
    public async Task Details_add_the_cases_and_flag_accents_that_differ()
    {
        await using var site = await ReplicaSite.StartAsync();
        site.Front("v");
        site.Letter("v", [("Vardẽnis", true), ("Várdenė", false)]);
        site.Html("/vardas/Vardenis", Pages.Detail("Vardẽnis", Forms), status: 404);
        site.Html("/vardas/Vardene", Pages.Detail("Vardẽnė", ["Vardẽnė", "b", "c", "d", "e", "f", "g"]));

        await _bench.FetchAsync(site, request => request with { Details = true });

        Assert.Equal(
            $"""
            name,gender,source_url,fetched_at,raw,detail_url,detail_fetched_at,nominative,genitive,dative,accusative,instrumental,locative,vocative,accents_conflict,detail_problem
            Vardenis,male,{site.Url}sarasas/v/,2024-01-02T03:04:05Z,Vardẽnis,{site.Url}vardas/Vardenis,2024-01-02T03:04:05Z,Vardẽnis,Vardẽnio,Vardẽniui,Vardẽnį,Vardeniù,Vardẽnyje,Vardẽni,no,
            Vardenė,female,{site.Url}sarasas/v/,2024-01-02T03:04:05Z,Várdenė,{site.Url}vardas/Vardene,2024-01-02T03:04:05Z,Vardẽnė,b,c,d,e,f,g,yes,

            """,
            File.ReadAllText(_bench.Output));
    }

    [Fact]
    public async Task A_page_that_can_not_be_had_is_counted_and_offline_rebuilds_the_same_bytes()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 6));
        site.AddDetailPages();
        var slugs = MadeUpNames.For('A', 6).Select(name => "/vardas/" + Pages.Slug(name.Raw)).ToList();
        site.Html(slugs[1], "", status: 404);
        site.Html(slugs[2], "<p>kitas puslapis");
        site.Page(slugs[3], context => ReplicaSite.Status(context, 500));
        site.Html(slugs[4], string.Concat(Enumerable.Repeat("<div>", 10_000)));
        site.Robots($"User-agent: *\nDisallow: {slugs[5]}");

        await _bench.FetchAsync(site, request => request with { Details = true });
        var online = File.ReadAllBytes(_bench.Output);
        await _bench.OfflineAsync(site, request => request with { Details = true });

        Assert.Equal(
            ["", "HTTP 404 instead of the page.", "the page declines no such name", "the page could not be had",
                "the page nests more than 500 elements; no page of names does.", "robots.txt forbids the page"],
            _bench.Lines().Skip(1).Select(line => line.Split(',')[15]));
        Assert.Equal(online, File.ReadAllBytes(_bench.Output));
    }

    [Fact]
    public async Task Many_failures_in_a_row_stop_the_run_and_are_asked_for_again()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 10));
        var isDown = true;
        foreach (var (raw, _) in MadeUpNames.For('A', 10))
        {
            site.Page(
                "/vardas/" + Pages.Slug(raw), context =>
                    isDown ? ReplicaSite.Status(context, 503) : ReplicaSite.Write(context, Pages.Detail(raw)));
        }

        await Assert.ThrowsAsync<TemporaryFailureException>(() => _bench.FetchAsync(site, request => request with { Details = true }));
        isDown = false;

        await _bench.FetchAsync(site, request => request with { Details = true });

        Assert.All(_bench.Lines().Skip(1), line => Assert.EndsWith(",no,", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_without_any_declension_are_an_error()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 3));
        foreach (var (raw, _) in MadeUpNames.For('A', 3))
            site.Html("/vardas/" + Pages.Slug(raw), $"<h1>{raw}</h1>");

        var e = await Assert.ThrowsAsync<StructureException>(() => _bench.FetchAsync(site, request => request with { Details = true }));

        Assert.Contains(
            "expected a declension (Vard. Kilm. Naud. Gal. Įnag. Viet. Šauksm.), found none here and on 2 other pages of names.", e.Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private static CachedPage PageOf(string html) => new()
    {
        Url = new Uri("http://example.org/vardas/x"),
        FinalUrl = new Uri("http://example.org/vardas/x"),
        FetchedAt = default,
        AskedAt = default,
        Crawl = 1,
        Body = Encoding.UTF8.GetBytes(html),
    };
}
