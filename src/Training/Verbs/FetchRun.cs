using System.Text;
using MlPipeline.CommandLine;
using MlPipeline.Corpus.Fetching;
using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Corpus.Fetching.Course;
using MlPipeline.Corpus.Fetching.Vlkk;
using MlPipeline.Data;
using MlPipeline.Files;
using Spectre.Console;

namespace MlPipeline.Training.Verbs;

/// <summary>Runs a fetch to its output and says what came of it.</summary>
/// <param name="output">Receives the data where no file is named.</param>
/// <param name="console">Receives everything for people.</param>
/// <param name="time">The clock.</param>
internal sealed class FetchRun(TextWriter output, IAnsiConsole console, TimeProvider time)
{
    private const double LeastShareOfLastTime = 0.8;

    /// <summary>Fetches the list of names.</summary>
    public Task<int> FetchVlkkAsync(FetchRequest request, CancellationToken cancellation)
    {
        var before = request.Output == "-" || WholeFile.IsDevice(request.Output) ? null : NameTable.Count(request.Output);
        return RunAsync(request, async (pages, progress) =>
        {
            var site = new VlkkSite(request.BaseUrl);
            var rows = await new VlkkCrawl(site, pages, request.Options, progress).RunAsync(request.Details, cancellation)
                .ConfigureAwait(false);
            if (rows.Count < before * LeastShareOfLastTime)
            {
                throw new StructureException(
                    site.Front, $"about {before:N0} names as {request.Output} holds", $"{rows.Count:N0}",
                    $"If the list has shrunk, or --max-pages is meant, move {request.Output} away or choose another --output.");
            }

            Write(request.Output, stream => NameTable.Write(stream, rows, request.Details, CsvDialect.Of(request.Output)));
            return $"{rows.Count:N0} names ({rows.Count(row => row.Gender == "female"):N0} female, " +
                $"{rows.Count(row => row.Gender == "male"):N0} male)";
        }, cancellation);
    }

    /// <summary>Fetches the course's file.</summary>
    public Task<int> FetchCourseAsync(FetchRequest request, CancellationToken cancellation) => RunAsync(request, async (pages, _) =>
    {
        var page = await CourseFile.GetAsync(pages, CourseFile.UrlOn(request.BaseUrl), request.Sha256, cancellation).ConfigureAwait(false);
        Write(request.Output, stream => stream.Write(page.Body.Span));
        return $"{page.Body.Length:N0} bytes from {page.FinalUrl.AbsoluteUri}, SHA-256 as expected";
    }, cancellation);

    private async Task<int> RunAsync(
        FetchRequest request, Func<PageSource, IFetchProgress, Task<string>> work, CancellationToken cancellation)
    {
        PageCache.RolesOf(request.Cache, "--cache").Write("--output", request.Output).Check();
        if (request.Output == "-")
            StandardOutputStream.EnsureOpen(output);
        else
            WholeFile.Probe(request.Output);
        var display = new FetchDisplay(console, request.Quiet);
        if (request.Options is { Offline: false, Contact: null })
            display.OnNote("The site's people can't reach you: consider --contact.");
        try
        {
            var (what, counts) = await display.RunAsync(() => FetchSession.RunAsync(
                request.Cache, request.Options, time, display,
                async pages => (await work(pages, display).ConfigureAwait(false), pages.Counts))).ConfigureAwait(false);
            console.WriteLine($"Wrote {(request.Output == "-" ? "standard output" : request.Output)}: {what}.");
            foreach (var line in FetchSummary.Lines(counts))
                console.WriteLine(line);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            console.WriteLine($"Interrupted. What has come is kept in {request.Cache}; the same command continues from there.");
            return ExitCode.Interrupted;
        }
    }

    private void Write(string path, Action<Stream> write)
    {
        if (path != "-")
        {
            WholeFile.Write(path, write);
            return;
        }

        using var memory = new MemoryStream();
        write(memory);
        output.Write(Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length));
        output.Flush();
    }
}
