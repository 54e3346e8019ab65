using System.Security.Cryptography;
using System.Text;
using MlPipeline.CommandLine;
using MlPipeline.Corpus.Fetching.Course;
using MlPipeline.Corpus.Fetching.Http;
using MlPipeline.Training.Tests.Fetching.Replica;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Fetching;

public sealed class CourseFetchTests : IDisposable
{
    private const string Place = "/jputrius/ml_intro/HEAD/data/names/vardai.csv";
    private const string Text = "name\nvardenis\n";
    private static readonly string _hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
    private readonly FetchBench _bench = new();

    [Fact]
    public void The_pin_and_the_address_are_those_of_the_course()
    {
        Assert.Equal("2f6eb1701f2b97fabebd0ee7bab3b4b5bcee6a729ffc0a5a8c855f49d6dbdb8f", CourseFile.Sha256);
        Assert.Equal("https://raw.githubusercontent.com" + Place, CourseFile.UrlOn(CourseFile.Home).AbsoluteUri);
    }

    [Fact]
    public async Task The_file_comes_as_it_is_once_and_then_from_the_cache()
    {
        await using var site = await ReplicaSite.StartAsync();
        site.Html(Place, Text);

        await FetchAsync(site, _hash);
        await FetchAsync(site, _hash);

        Assert.Equal(Text, File.ReadAllText(_bench.Output));
        Assert.Equal([Place], site.Paths);
    }

    [Fact]
    public async Task Another_file_is_refused_and_not_kept()
    {
        await using var site = await ReplicaSite.StartAsync();
        site.Page(Place, (context, hit) => ReplicaSite.Write(context, hit == 1 ? "name\nkitas\n" : Text));

        var e = await Assert.ThrowsAsync<FetchException>(() => FetchAsync(site, _hash));
        var exit = await FetchAsync(site, _hash);

        Assert.Contains(
            $"expected {_hash}. Nothing is written. If you trust the new file, give its hash", e.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal(Text, File.ReadAllText(_bench.Output));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("zf6eb1701f2b97fabebd0ee7bab3b4b5bcee6a729ffc0a5a8c855f49d6dbdb8f")]
    public void A_hash_that_is_none_is_refused(string hash) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _bench.RequestTo(CourseFile.Home) with { Sha256 = hash });

    public void Dispose() => _bench.Dispose();

    private Task<int> FetchAsync(ReplicaSite site, string hash) => new FetchRun(TextWriter.Null, _bench.Console, _bench.Time)
        .FetchCourseAsync(_bench.RequestTo(site.Url) with { Sha256 = hash }, TestContext.Current.CancellationToken);
}
