using MlPipeline.Corpus.Fetching;
using MlPipeline.Corpus.Fetching.Http;
using MlPipeline.Training.Tests.Fetching.Replica;
using MlPipeline.Training.Verbs;
using Spectre.Console.Testing;

namespace MlPipeline.Training.Tests.Fetching;

/// <summary>A folder, a clock and a console to fetch with.</summary>
internal sealed class FetchBench : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory().FullName;

    public SkippingTime Time { get; } = new();

    public TestConsole Console { get; } = new TestConsole().Width(int.MaxValue);

    public string Output => Path.Combine(Folder, "names.csv");

    public string Cache => Path.Combine(Folder, "names.cache");

    public FetchRequest RequestTo(Uri site, FetchOptions? options = null) => new()
    {
        BaseUrl = site,
        Output = Output,
        Cache = Cache,
        Options = options ?? new FetchOptions { DelaySeconds = 0, Contact = "names@example.org" },
    };

    public Task<int> FetchAsync(ReplicaSite site, Func<FetchRequest, FetchRequest>? change = null) =>
        new FetchRun(TextWriter.Null, Console, Time)
            .FetchVlkkAsync((change ?? (request => request))(RequestTo(site.Url)), TestContext.Current.CancellationToken);

    public Task<int> OfflineAsync(ReplicaSite site, Func<FetchRequest, FetchRequest>? change = null) =>
        FetchAsync(site, request => (change ?? (same => same))(request with { Options = request.Options with { Offline = true } }));

    public string[] Lines() => File.ReadAllLines(Output);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
