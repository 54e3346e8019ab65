using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Corpus.Fetching.Caching;

/// <summary>
/// Remembers beside the pages that a crawl is under way: the next run continues it and asks for none of its pages
/// again. It ends when the crawl's output is written, so that the run after that asks the site what has changed.
/// </summary>
internal sealed class CrawlMark
{
    /// <summary>An unfinished crawl that began longer ago is given up: its pages would no longer fit together.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private const int LongestText = 1 << 10;

    private readonly string _path;

    private CrawlMark(string path, int number, DateTimeOffset began, bool isResumed) =>
        (_path, Number, Began, IsResumed) = (path, number, began, isResumed);

    /// <summary>Gets which crawl of this cache it is, from 1.</summary>
    public int Number { get; }

    /// <summary>Gets when it began.</summary>
    public DateTimeOffset Began { get; }

    /// <summary>Gets whether an earlier run began it.</summary>
    public bool IsResumed { get; }

    /// <summary>Continues with the crawl that is under way, or begins one.</summary>
    /// <param name="cache">Where its pages are.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="OutputFileException">The mark can't be written.</exception>
    /// <exception cref="DataFileException">The mark was changed.</exception>
    public static CrawlMark Begin(PageCache cache, TimeProvider time)
    {
        var path = Path.Combine(cache.Folder, "crawl");
        var now = time.GetUtcNow();
        var last = File.Exists(path) ? Read(path) : (Number: cache.LastCrawl(), Began: default, IsOpen: false);
        if (last.IsOpen && (now - last.Began).Duration() < Longest)
            return new CrawlMark(path, last.Number, last.Began, isResumed: true);

        // Counted, since a clock may stand or be set back, and two crawls must not be taken for one.
        var mark = new CrawlMark(path, last.Number + 1, now, isResumed: false);
        mark.Write("open");
        return mark;
    }

    /// <summary>Ends the crawl.</summary>
    public void End() => Write("ended");

    // Its last word is a checksum, which versions before it didn't write. A wrong number would make pages of an earlier crawl new ones.
    private static (int Number, DateTimeOffset Began, bool IsOpen) Read(string path)
    {
        var words = Encoding.UTF8.GetString(CheckedRecord.ReadFile(path, LongestText)).Split(' ');
        return words is [var number, var began, "open" or "ended", ..]
            && (words.Length == 3 || (words.Length == 4 && words[3] == ChecksumOf(string.Join(' ', words[..3]))))
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and < int.MaxValue
            && DateTimeOffset.TryParseExact(began, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? (count, time, words[2] == "open")
                : throw new DataFileException(
                    path, null, "the mark of the crawl under way is damaged. Delete it: the next run asks the site again for all pages.");
    }

    private static string ChecksumOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private void Write(string state)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Number} {Began:O} {state}");
        WholeFile.WriteOwn(_path, stream => stream.Write(Encoding.ASCII.GetBytes($"{text} {ChecksumOf(text)}")));
    }
}
