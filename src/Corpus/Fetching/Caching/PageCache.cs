using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Corpus.Fetching.Caching;

/// <summary>
/// Keeps pages in a folder, a file for each: a line of JSON, then the body. The name is the SHA-256 of the address, so that
/// no address leads outside. A file is whole or not there; one that was damaged later counts as not there.
/// </summary>
/// <remarks>Open it once: a second program is refused while the first runs. Not thread-safe.</remarks>
internal sealed class PageCache : IDisposable
{
    private const int Format = 1;
    // COR_E_IO: no error of the system, which says so when another process has the file
    private const int NotLocked = unchecked((int)0x80131620);
    private const long Largest = 1 << 30;
    private const int LongestHeader = 1 << 16;
    private readonly string _pages;
    private readonly FileStream _lock;

    private PageCache(string folder, FileStream held)
    {
        (Folder, _pages, _lock) = (folder, Path.Combine(folder, "pages"), held);
        Directory.CreateDirectory(_pages);

        // What a killed run was just writing; other files are not ours, should the folder not be one of its own.
        foreach (var left in Directory.EnumerateFiles(_pages, "*.page.*.tmp").Concat(Directory.EnumerateFiles(folder, "crawl.*.tmp")))
            WholeFile.Discard(left);
    }

    /// <summary>Gets the folder as it was given.</summary>
    public string Folder { get; }

    /// <summary>Opens a cache, made where it is missing.</summary>
    /// <param name="folder">A folder of its own.</param>
    /// <exception cref="OutputFileException">The folder can't be made or written.</exception>
    /// <exception cref="CacheInUseException">Another program has it open.</exception>
    public static PageCache Open(string folder)
    {
        var path = Path.Combine(folder, "lock");
        try
        {
            Directory.CreateDirectory(folder);
            return new PageCache(folder, ExclusiveFile.Continue(path, new() { Access = FileAccess.ReadWrite, Share = FileShare.None }));
        }
        catch (Exception exception) when (
            exception is IOException and not FileNotFoundException && exception.HResult != NotLocked && File.Exists(path))
        {
            throw new CacheInUseException(folder, exception) { Settings = ["Cache"] };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OutputFileException(folder, exception);
        }
    }

    /// <summary>Lists what is written to a cache, which is a folder of its own.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="option">The option that names it.</param>
    public static PathRoles RolesOf(string folder, string option) => new PathRoles()
        .WriteFolder("the pages", option, Path.Combine(folder, "pages"))
        .WriteFolder("the lock", option, Path.Combine(folder, "lock"))
        .WriteBeside("the mark of the crawl", option, Path.Combine(folder, "crawl"));

    /// <summary>Gets the file of a page, whether it is there or not.</summary>
    public string FileOf(Uri url) =>
        Path.Combine(_pages, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(AddressOf(url)))) + ".page");

    /// <summary>Reads a page.</summary>
    /// <returns>The page; null where it is missing, damaged or of another version.</returns>
    public CachedPage? Load(Uri url)
    {
        byte[] bytes;
        try
        {
            bytes = CheckedRecord.ReadFile(FileOf(url), Largest);
        }
        catch (DataFileException)
        {
            return null;
        }

        var end = Array.IndexOf(bytes, (byte)'\n');
        return end < 0 ? null : Read(url, bytes.AsSpan(0, end), bytes.AsMemory(end + 1));
    }

    /// <summary>Writes a page over what was there.</summary>
    /// <exception cref="OutputFileException">The disk is full, or similar.</exception>
    public void Save(CachedPage page) => WholeFile.WriteOwn(FileOf(page.Url), stream =>
    {
        stream.Write(
            Encoding.UTF8.GetBytes(
                CheckedRecord.Seal(JsonSerializer.SerializeToNode(HeaderOf(page), CheckedRecord.Strict)!.AsObject()).ToJsonString()));
        stream.WriteByte((byte)'\n');
        stream.Write(page.Body.Span);
    });

    /// <summary>Gets the highest number of a crawl that a page came with; 0 without pages.</summary>
    public int LastCrawl() => Directory.EnumerateFiles(_pages, "*.page").Select(CrawlOf).DefaultIfEmpty().Max();

    /// <summary>Forgets a page.</summary>
    public void Remove(Uri url) => WholeFile.Discard(FileOf(url));

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static string AddressOf(Uri url) => url.GetLeftPart(UriPartial.Query);

    private static CachedPage? Read(Uri url, ReadOnlySpan<byte> line, ReadOnlyMemory<byte> body)
    {
        try
        {
            return ReadHeader(line) is { Format: Format, Crawl: >= 0, Status: >= 0 and <= 999 } header
                && header.Url == AddressOf(url) && header.BodySha256 == HashOf(body)
                && Uri.TryCreate(header.FinalUrl, UriKind.Absolute, out var final)
                    && (final.Scheme == Uri.UriSchemeHttp || final.Scheme == Uri.UriSchemeHttps)
                ? new CachedPage
                {
                    Url = url,
                    FinalUrl = final,
                    Status = header.Status,
                    FetchedAt = header.FetchedAt,
                    AskedAt = header.AskedAt,
                    ETag = header.Etag,
                    LastModified = header.LastModified,
                    ContentType = header.ContentType,
                    Crawl = header.Crawl,
                    Failure = header.Failure,
                    Body = body,
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Versions before the checksum wrote the same header without it.
    private static Header? ReadHeader(ReadOnlySpan<byte> line)
    {
        var record = CheckedRecord.Parse(line);
        return CheckedRecord.Check(record) == RecordState.Damaged ? null : CheckedRecord.Read<Header>(record);
    }

    private static int CrawlOf(string file)
    {
        try
        {
            using var stream = DataFile.Open(file);
            var start = new byte[LongestHeader];
            var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            var end = start.AsSpan(0, length).IndexOf((byte)'\n');
            return end < 0 ? 0 : ReadHeader(start.AsSpan(0, end))?.Crawl ?? 0;
        }
        catch (Exception exception) when (exception is JsonException or IOException or DataFileException)
        {
            return 0; // such a page is asked for again
        }
    }

    private static Header HeaderOf(CachedPage page) => new(
        Format, AddressOf(page.Url), page.FinalUrl.AbsoluteUri, page.Status, page.FetchedAt, page.AskedAt, page.ETag, page.LastModified,
        page.ContentType, page.Crawl, page.Failure, HashOf(page.Body));

    private static string HashOf(ReadOnlyMemory<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body.Span));

    private sealed record Header(
        int Format, string Url, string FinalUrl, int Status, DateTimeOffset FetchedAt, DateTimeOffset AskedAt, string? Etag,
        DateTimeOffset? LastModified,
        string? ContentType, int Crawl, string? Failure, string BodySha256);
}
