using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace MlPipeline.Corpus.Fetching.Http;

/// <summary>Makes the HTTP client: retry around throttle around time-out around the body's limit around one connection.</summary>
internal static class SiteClient
{
    /// <summary>The name by which robots.txt may address us.</summary>
    public const string ProductToken = "MlPipeline";

    /// <summary>Makes a client, which is to be disposed.</summary>
    /// <param name="options">Patience and limits.</param>
    /// <param name="throttle">The delay between requests.</param>
    /// <param name="time">The clock of delays; time-outs go by the real one.</param>
    /// <param name="onRetry">Is told what failed and how long is waited.</param>
    public static HttpClient Create(FetchOptions options, Throttle throttle, TimeProvider time, Action<string, TimeSpan> onRetry)
    {
        var connection = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // Each step is checked: host, robots.txt.
            AutomaticDecompression = DecompressionMethods.None, // Ours notices when it breaks off.
            MaxConnectionsPerServer = 1,
            MaxResponseHeadersLength = 64,
            UseCookies = false,
        };
        var timeout = new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds))
            .Build();
        var retry = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (options.Retries > 0)
            retry.AddRetry(Retry(options, time, onRetry));

        var attempt = new ResilienceHandler(timeout) { InnerHandler = new BodyHandler(options.MaxPageBytes, connection) };
        var client = new HttpClient(new ResilienceHandler(retry.Build()) { InnerHandler = new ThrottleHandler(throttle, time, attempt) })
        {
            Timeout = Timeout.InfiniteTimeSpan, // Each attempt has its own.
        };
        client.DefaultRequestHeaders.Add("User-Agent", UserAgent(options.Contact));
        client.DefaultRequestHeaders.Add("Accept", "text/html, text/csv, text/plain;q=0.9, */*;q=0.1");
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        client.DefaultRequestHeaders.Add("Accept-Language", "lt, en;q=0.5");
        return client;
    }

    /// <summary>Gets what we call ourselves.</summary>
    public static string UserAgent(string? contact)
    {
        var version = typeof(SiteClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split(
            '+')[0];
        return $"{ProductToken}/{version}" + (contact is null ? "" : $" (+{contact})");
    }

    // Doubling from one second. No jitter: there is one of us, and a run can be repeated.
    private static HttpRetryStrategyOptions Retry(FetchOptions options, TimeProvider time, Action<string, TimeSpan> onRetry) => new()
    {
        MaxRetryAttempts = options.Retries,
        UseJitter = false,
        ShouldRetryAfterHeader = false, // Ours reads dates by the site's clock.
        ShouldHandle = outcome => ValueTask.FromResult(MayPass(outcome.Outcome, options, time)),
        DelayGenerator = attempt =>
        {
            var doubling = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, attempt.AttemptNumber), 60));
            var asked = RetryAfter.Of(attempt.Outcome.Result, time) ?? TimeSpan.Zero;
            return ValueTask.FromResult<TimeSpan?>(asked > doubling ? asked : doubling);
        },
        OnRetry = attempt =>
        {
            var what = attempt.Outcome.Result is { } response ? $"HTTP {(int)response.StatusCode}" : Reason(attempt.Outcome.Exception!);
            onRetry(what, attempt.RetryDelay);
            attempt.Outcome.Result?.Dispose();
            return ValueTask.CompletedTask;
        },
    };

    /// <summary>Says why a request failed, in words for people.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        TimeoutRejectedException => "no whole answer within the time-out",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException => "the answer breaks off",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the host's name can't be resolved",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
        _ => exception.Message.TrimEnd('.'),
    };

    /// <summary>Tells whether a failure may pass by itself.</summary>
    public static bool MayPass(Exception exception) => exception switch
    {
        // A certificate that can't be trusted stays so, and an answer that isn't HTTP too.
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.InvalidResponse or
                HttpRequestError.ConfigurationLimitExceeded
        } => false,
        HttpRequestException or TimeoutRejectedException or HttpIOException or IOException { InnerException: SocketException } => true,
        _ => false,
    };

    private static bool MayPass(Outcome<HttpResponseMessage> outcome, FetchOptions options, TimeProvider time) => outcome switch
    {
        { Exception: { } exception } => MayPass(exception),
        { Result: { } response } => ThrottleHandler.IsFailure(response.StatusCode)
            && response.StatusCode is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported)
            && (RetryAfter.Of(response, time)?.TotalSeconds ?? 0) <= options.LongestWaitSeconds,
        _ => false,
    };
}
