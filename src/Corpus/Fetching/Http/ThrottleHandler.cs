using System.Net;

namespace MlPipeline.Corpus.Fetching.Http;

/// <summary>Lets one request through at a time, each after the throttle's delay, repeated ones too.</summary>
internal sealed class ThrottleHandler(Throttle throttle, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long? _lastEnd;

    /// <summary>Tells whether an answer means that the site is overloaded or broken.</summary>
    public static bool IsFailure(HttpStatusCode status) =>
        (int)status >= 500 || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_lastEnd is { } end && throttle.Delay - time.GetElapsedTime(end) is { Ticks: > 0 } rest)
                await Task.Delay(rest, time, cancellationToken).ConfigureAwait(false);
            return await SendNowAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _lastEnd = time.GetTimestamp();
            _turn.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _turn.Dispose();
        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> SendNowAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var isFailure = true;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            isFailure = IsFailure(response.StatusCode);
            return response;
        }
        finally
        {
            throttle.Observe(time.GetElapsedTime(start), isFailure);
        }
    }
}
