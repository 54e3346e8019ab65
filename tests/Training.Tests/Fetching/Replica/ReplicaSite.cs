using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MlPipeline.Training.Tests.Fetching.Replica;

/// <summary>A request as the replica saw it.</summary>
internal sealed record SeenRequest(string Path, string UserAgent, string IfNoneMatch, string IfModifiedSince);

/// <summary>The structure of the site on loopback, with names of our own; any page can be told to misbehave.</summary>
internal sealed class ReplicaSite : IAsyncDisposable
{
    /// <summary>The clock of the replica stands still, so that two crawls can be compared byte for byte.</summary>
    public const string Date = "Tue, 02 Jan 2024 03:04:05 GMT";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, int, Task>> _pages = new();
    private readonly ConcurrentDictionary<string, int> _hits = new();
    private readonly List<(string Raw, bool IsMan)> _names = [];
    private int _concurrent;

    private ReplicaSite(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public ConcurrentQueue<SeenRequest> Requests { get; } = new();

    public IEnumerable<string> Paths => Requests.Select(request => request.Path);

    public int MostAtOnce { get; private set; }

    /// <summary>The time before each answer.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How many of <see cref="Requests"/> are answered; later ones wait until the client gives up.</summary>
    public int Answers { get; set; } = int.MaxValue;

    /// <summary>Starts an empty site: every page is a 404 without a body.</summary>
    public static async Task<ReplicaSite> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var site = new ReplicaSite(app);
        app.Run(site.AnswerAsync);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        site.Url = new Uri(address + "/");
        return site;
    }

    /// <summary>Starts a site with letters and their names.</summary>
    public static async Task<ReplicaSite> StartAsync(params (string Letter, int Names)[] letters)
    {
        var site = await StartAsync();
        site.Front([.. letters.Select(letter => letter.Letter)]);
        foreach (var (letter, names) in letters)
        {
            site.Letter(
                letter, MadeUpNames.For(
                    letter switch { "c-2" => 'Č', "s-2" => 'Š', "z-2" => 'Ž', _ => char.ToUpperInvariant(letter[0]) }, names));
        }

        return site;
    }

    /// <summary>Gives each name its own page, with status 404 as the site does.</summary>
    public void AddDetailPages()
    {
        foreach (var (raw, _) in _names)
            Html("/vardas/" + Pages.Slug(raw), Pages.Detail(raw), status: 404);
    }

    public void Front(params string[] letters) => Html("/", Pages.Front(Url, letters));

    public void Letter(string letter, IReadOnlyList<(string Raw, bool IsMan)> names)
    {
        _names.AddRange(names);
        Html($"/sarasas/{letter}/", Pages.Letter(Url, names));
    }

    public void Html(string path, string html, int status = 200) => Page(path, context => Write(context, html, status));

    public void Robots(string text) => Page("/robots.txt", context => Write(context, text, type: "text/plain"));

    public void Page(string path, Func<HttpContext, Task> answer) => _pages[path] = (context, _) => answer(context);

    /// <summary>Sets a page whose answer depends on how often it was asked for, from 1.</summary>
    public void Page(string path, Func<HttpContext, int, Task> answer) => _pages[path] = answer;

    /// <summary>Makes a page misbehave the first time it is asked for.</summary>
    public void Once(string path, Func<HttpContext, Task> answer)
    {
        var usual = _pages[path];
        _pages[path] = (context, hit) => hit == 1 ? answer(context) : usual(context, hit);
    }

    public static Task Status(HttpContext context, int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    }

    public static async Task Write(HttpContext context, string text, int status = 200, string type = "text/html; charset=UTF-8")
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (status, type, bytes.Length);
        await context.Response.Body.WriteAsync(bytes);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.ToString() + context.Request.QueryString;
        var headers = context.Request.Headers;
        Requests.Enqueue(
            new SeenRequest(path, headers.UserAgent.ToString(), headers.IfNoneMatch.ToString(), headers.IfModifiedSince.ToString()));
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _concurrent));
        try
        {
            await Task.Delay(Requests.Count > Answers ? Timeout.InfiniteTimeSpan : Latency, context.RequestAborted);
            context.Response.Headers.Date = Date;
            var hit = _hits.AddOrUpdate(path, 1, (_, count) => count + 1);
            await (_pages.TryGetValue(path, out var answer) ? answer(context, hit) : Status(context, 404));
        }
        finally
        {
            Interlocked.Decrement(ref _concurrent);
        }
    }
}
