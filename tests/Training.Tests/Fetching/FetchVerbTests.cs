using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Training.Tests.Fetching.Replica;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Fetching;

public sealed class FetchVerbTests : IDisposable
{
    private readonly FetchBench _bench = new();

    [Theory]
    [InlineData("--delay -1", "The delay is 0 to 86,400 seconds.")]
    [InlineData("--delay NaN", "The delay is 0 to 86,400 seconds.")]
    [InlineData("--timeout 0", "The time-out is above 0 and at most 3,600 seconds.")]
    [InlineData("--retries 21", "Retries are 0 to 20.")]
    [InlineData("--max-pages 0", "The number of pages is at least 1.")]
    [InlineData("--contact a\r\nX-Evil:1", "The contact is an e-mail address or a web address, without spaces and parentheses.")]
    [InlineData("--base-url https://a\u200Db.example/", "The host 'a\u200Db.example' holds a character that not every system sends alike. Give the host as it is registered, in ASCII (xn--…).")]
    [InlineData("--base-url vardai", "The base address is one like https://example.org/; 'vardai' is not.")]
    [InlineData("--base-url file:///etc/passwd", "The base address is one like https://example.org/, without user, query and fragment; 'file:///etc/passwd' is not.")]
    public async Task A_value_that_makes_no_sense_is_refused(string option, string expected)
    {
        var (exit, _, error) = await RunAsync(["vlkk", .. option.Split(' ', 2), "--output", _bench.Output]);

        Assert.Equal((ExitCode.WrongInput, $"error: {expected}\n"), (exit, error));
    }

    [Fact]
    public async Task A_dash_writes_to_standard_output()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 2));

        var (exit, output, _) = await RunAsync(["vlkk", "--base-url", site.Url.AbsoluteUri, "--output", "-", "--cache", _bench.Cache, "--delay", "0"]);

        Assert.Equal(ExitCode.Done, exit);
        Assert.StartsWith("name,gender,source_url,fetched_at,raw\nAbirnas,male,", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_pass_ends_with_75()
    {
        var site = await ReplicaSite.StartAsync();
        await site.DisposeAsync();

        var (exit, _, error) = await RunAsync(["vlkk", "--base-url", site.Url.AbsoluteUri, "--output", _bench.Output, "--retries", "0", "--quiet"]);

        Assert.Equal(ExitCode.RetryMayHelp, exit);
        Assert.StartsWith($"error: {site.Url}robots.txt: no connection. Try again later;", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        var (_, output, _) = await RunAsync(["vlkk", "--help"]);

        Assert.All(
            ["--output", "--cache", "--base-url", "--delay", "--timeout", "--retries", "--max-pages", "--offline", "--details", "--contact", "--quiet"],
            option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    public void Dispose() => _bench.Dispose();

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = await CommandHost.RunAsync(new RootCommand { FetchVerb.Create() }, ["fetch", .. arguments], output, error);
        return (exit, output.ToString(), error.ToString());
    }
}
