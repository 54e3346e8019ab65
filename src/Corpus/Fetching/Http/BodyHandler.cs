using System.Buffers.Binary;
using System.IO.Compression;
using MlPipeline.Text;

namespace MlPipeline.Corpus.Fetching.Http;

/// <summary>
/// Reads the whole body, unpacked and up to a limit, before the answer is passed on: so the time-out holds for the body
/// too, and a body that breaks off is repeated like a request that failed.
/// </summary>
internal sealed class BodyHandler(int maxBytes, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Set on a request, it says how many bytes are enough: the rest of a longer body is left out.</summary>
    public static readonly HttpRequestOptionsKey<int> EnoughBytes = new("enough-bytes");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            int? enough = request.Options.TryGetValue(EnoughBytes, out var bytes) ? bytes : null;
            var body = await ReadAsync(response.Content, request.RequestUri!, enough, cancellationToken).ConfigureAwait(false);
            var content = new ByteArrayContent(body);
            content.Headers.ContentType = response.Content.Headers.ContentType;
            content.Headers.LastModified = response.Content.Headers.LastModified;
            response.Content.Dispose();
            response.Content = content;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<byte[]> ReadAsync(HttpContent content, Uri url, int? enough, CancellationToken cancellationToken)
    {
        var encodings = content.Headers.ContentEncoding.Where(encoding => encoding is not "identity").ToList();
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (encodings.Count == 0)
            return await ReadAsync(stream, url, enough, cancellationToken).ConfigureAwait(false);
        if (encodings is not ["gzip" or "x-gzip"])
        {
            throw new FetchException(
                url, $"the body is packed as {MessageText.Quote(string.Join(", ", encodings))}, which was not asked for.");
        }

        var packed = await ReadAsync(stream, url, enough: null, cancellationToken).ConfigureAwait(false);
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            var body = await ReadAsync(gzip, url, enough, cancellationToken).ConfigureAwait(false);

            // The framework takes packed text that breaks off for its end; the length is in the last four bytes.
            return body.Length == enough || BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan()[^4..]) == body.Length
                ? body
                : throw new InvalidDataException("the packed body breaks off");
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentOutOfRangeException)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "the packed body is damaged or breaks off", exception);
        }
    }

    private async Task<byte[]> ReadAsync(Stream stream, Uri url, int? enough, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[32 << 10];
        for (int count; (count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            body.Write(buffer, 0, count);
            if (body.Length >= enough)
                return body.ToArray()[..enough.Value];
            if (body.Length > maxBytes)
                throw new FetchException(url, $"the page is larger than {maxBytes:N0} bytes, unpacked. No page of names is that large.");
        }

        return body.ToArray();
    }
}
