using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Training.Tests.Fetching.Replica;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Fetching;

public sealed class FetchVerbTests : IDisposable
{
    private readonly FetchBench _bench = new();

    [Theory]
    [InlineData("--delay -1", "--delay must be from 0 to 86,400 seconds, and not -1.")]
    [InlineData("--delay NaN", "--delay must be from 0 to 86,400 seconds, and not NaN.")]
    [InlineData("--timeout 0", "--timeout must be above 0 and at most 3,600 seconds, and not 0.")]
    [InlineData("--retries 21", "--retries must be a whole number from 0 to 20, and not 21.")]
    [InlineData("--max-pages 0", "--max-pages must be a whole number from 1 to 1,000,000, and not 0.")]
    [InlineData(
        "--contact a\r\nX-Evil:1",
        "--contact must be an e-mail address or a web address, without spaces and parentheses, and not 'a X-Evil:1'.")]
    [InlineData(
        "--base-url https://a\u200Db.example/",
        "--base-url: The host 'a\u200Db.example' holds a character that not every system sends alike. Give the host as it is " +
            "registered, in ASCII (xn--…).")]
    [InlineData("--base-url vardai", "--base-url must be an address like https://example.org/, and not 'vardai'.")]
    [InlineData(
        "--base-url file:///etc/passwd",
        "--base-url must be an address like https://example.org/, without user, query and fragment, and not 'file:///etc/passwd'.")]
    public async Task A_value_that_makes_no_sense_is_refused(string option, string expected)
    {
        var (exit, _, error) = await RunAsync(["vlkk", .. option.Split(' ', 2), "--output", _bench.Output]);

        Assert.Equal((ExitCode.WrongInput, $"error: {expected}\n"), (exit, error));
    }

    [Fact]
    public async Task A_dash_writes_to_standard_output()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 2));

        var (exit, output, _) = await RunAsync(
            ["vlkk", "--base-url", site.Url.AbsoluteUri, "--output", "-", "--cache", _bench.Cache, "--delay", "0"]);

        Assert.Equal(ExitCode.Done, exit);
        Assert.StartsWith("name,gender,source_url,fetched_at,raw\nAbirnas,male,", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_pass_ends_with_75()
    {
        var site = await ReplicaSite.StartAsync();
        await site.DisposeAsync();

        var (exit, _, error) = await RunAsync(
            ["vlkk", "--base-url", site.Url.AbsoluteUri, "--output", _bench.Output, "--retries", "0", "--quiet"]);

        Assert.Equal(ExitCode.RetryMayHelp, exit);
        Assert.StartsWith($"error: {site.Url}robots.txt: no connection. Try again later;", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        var (_, output, _) = await RunAsync(["vlkk", "--help"]);

        Assert.All(
            ["--output", "--cache", "--base-url", "--delay", "--timeout", "--retries", "--max-pages", "--offline", "--details", "--contact",
                "--quiet"],
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
