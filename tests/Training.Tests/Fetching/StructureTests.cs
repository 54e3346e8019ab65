using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Corpus.Fetching;
using MlPipeline.Training.Tests.Fetching.Replica;

namespace MlPipeline.Training.Tests.Fetching;

public sealed class StructureTests : IDisposable
{
    private readonly FetchBench _bench = new();

    [Theory]
    [InlineData(
        "<html><body><h1>Vardai</h1></body></html>",
        "expected a section with the id 'recommend' that links to the letters, found no such element.")]
    [InlineData(
        "<section id='recommend'></section>",
        "expected links a.recommend__links to /sarasas/… in the section 'recommend', found 0 links, none to a letter.")]
    [InlineData("<section id='recommend'><a class='recommend__links' href='/kita/a/'>A</a></section>", "found 1 links, none to a letter.")]
    public async Task A_front_page_without_letters_is_an_error(string html, string expected)
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        site.Html("/", html);

        var e = await Assert.ThrowsAsync<StructureException>(() => _bench.FetchAsync(site));

        Assert.StartsWith($"{site.Url}: expected ", e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<ul></ul>", "expected names in links a.names_list__links, found 0 links, none with a name.")]
    [InlineData("<a class='names_list__links names_list__links--man' href='/vardas/x'> </a>", "found 1 links, none with a name.")]
    [InlineData(
        "<a class='names_list__links' href='/vardas/x'>Vardas</a>",
        "expected links with the class names_list__links--man or names_list__links--woman, found 1 names without either.")]
    public async Task A_letter_without_names_is_an_error_and_the_old_output_is_kept(string html, string expected)
    {
        await using var site = await ReplicaSite.StartAsync(("a", 3), ("b", 3));
        await _bench.FetchAsync(site);
        var before = File.ReadAllBytes(_bench.Output);
        site.Html("/sarasas/b/", html);

        var e = await Assert.ThrowsAsync<StructureException>(() => _bench.FetchAsync(site));

        Assert.Equal(new Uri(site.Url, "/sarasas/b/"), e.Url);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_bench.Output));
    }

    [Fact]
    public async Task After_an_error_of_structure_the_next_run_asks_again()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 3));
        site.Once("/sarasas/a/", context => ReplicaSite.Write(context, "<html></html>"));
        await Assert.ThrowsAsync<StructureException>(() => _bench.FetchAsync(site));

        Assert.Equal(ExitCode.Done, await _bench.FetchAsync(site));
    }

    [Fact]
    public async Task Far_fewer_names_than_last_time_is_an_error_and_the_old_output_is_kept()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 10));
        await _bench.FetchAsync(site);
        var before = File.ReadAllBytes(_bench.Output);
        site.Letter("a", MadeUpNames.For('A', 7));

        var e = await Assert.ThrowsAsync<StructureException>(() => _bench.FetchAsync(site));

        Assert.Equal(
            $"{site.Url}: expected about 10 names as {_bench.Output} holds, found 7. Nothing is written; what was there before is " +
                $"untouched. " +
            $"If the list has shrunk, or --max-pages is meant, move {_bench.Output} away or choose another --output.",
            e.Message);
        Assert.Equal(before, File.ReadAllBytes(_bench.Output));
    }

    [Fact]
    public async Task A_few_names_less_are_taken()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 10));
        await _bench.FetchAsync(site);
        site.Letter("a", MadeUpNames.For('A', 8));

        await _bench.FetchAsync(site);

        Assert.Equal(9, _bench.Lines().Length);
    }

    [Fact]
    public async Task A_file_that_is_no_list_of_names_is_not_written_over()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 1));
        File.WriteAllText(_bench.Output, "diary\nof mine\n");

        await Assert.ThrowsAsync<RequestException>(() => _bench.FetchAsync(site));

        Assert.Empty(site.Requests);
    }

    public void Dispose() => _bench.Dispose();
}
