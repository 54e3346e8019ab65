using System.Text;
using MlPipeline.Common;
using MlPipeline.Corpus.Cleaning;
using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Data;
using MlPipeline.Files;
using MlPipeline.Training.Tests.Fetching.Replica;

namespace MlPipeline.Training.Tests.Fetching;

/// <summary>Pages, marks and rules that aren't what the program wrote.</summary>
public sealed class ForgedCacheTests : IDisposable
{
    private const int Cases = 300;
    private static readonly Uri Address = new("http://example.org/");
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Page_with_any_other_byte_or_member_counts_as_missing()
    {
        using var cache = Saved(out var whole);
        var mutator = new RecordMutator(11);
        for (var i = 0; i < Cases; i++)
        {
            var changed = i % 2 == 0 ? mutator.Damage(whole) : Forged(whole, mutator, keepsChecksum: true);
            if (changed.AsSpan().SequenceEqual(whole))
                continue;
            File.WriteAllBytes(cache.FileOf(Address), changed);

            Assert.Null(cache.Load(Address));
        }
    }

    [Fact]
    public void Page_without_a_checksum_is_read_or_missing()
    {
        using var cache = Saved(out var whole);
        var mutator = new RecordMutator(12);
        for (var i = 0; i < Cases; i++)
        {
            File.WriteAllBytes(cache.FileOf(Address), Forged(whole, mutator, keepsChecksum: false));

            if (cache.Load(Address) is { } page)
                Assert.True(page.FinalUrl.IsAbsoluteUri && page.Crawl >= 0);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("open")]
    [InlineData("7 2026-01-01T00:00:00.0000000+00:00")]
    [InlineData("-7 2026-01-01T00:00:00.0000000+00:00 open")]
    [InlineData("2147483647 2026-01-01T00:00:00.0000000+00:00 open")]
    [InlineData("7 2026-01-01T00:00:00.0000000+00:00 opened")]
    [InlineData("7 yesterday open")]
    [InlineData("7 2026-01-01T00:00:00.0000000+00:00 open 0000")]
    public void Mark_that_was_changed_is_an_error(string text)
    {
        using var cache = PageCache.Open(_folder["cache"]);
        File.WriteAllText(_folder["cache/crawl"], text);

        var exception = Assert.Throws<DataFileException>(() => CrawlMark.Begin(cache, new SkippingTime()));

        Assert.StartsWith(
            _folder["cache/crawl"] +
                ": the mark of the crawl under way is damaged. Delete it", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mark_with_any_other_byte_is_an_error()
    {
        using var cache = PageCache.Open(_folder["cache"]);
        CrawlMark.Begin(cache, new SkippingTime());
        var (whole, mutator) = (File.ReadAllBytes(_folder["cache/crawl"]), new RecordMutator(13));
        for (var i = 0; i < Cases; i++)
        {
            var changed = mutator.Damage(whole);
            if (changed.Length < whole.Length)
                continue;                                                // without its end it may be that of an older version
            File.WriteAllBytes(_folder["cache/crawl"], changed);

            Assert.Throws<DataFileException>(() => CrawlMark.Begin(cache, new SkippingTime()));
        }
    }

    [Fact]
    public void Pages_of_an_earlier_crawl_are_not_new_when_the_mark_is_gone()
    {
        using var cache = Saved(out _);
        File.Delete(_folder["cache/crawl"]);

        Assert.Equal(8, CrawlMark.Begin(cache, new SkippingTime()).Number);
    }

    [Fact]
    public void Rules_with_any_other_byte_or_member_are_refused()
    {
        var csv = Tiny.Csv;
        var data = _folder.Write("names.csv", csv);
        var rules = new RulesFile
        {
            Format = 1,
            Sha256 = FileHash.Sha256Of(data),
            Source = new CleaningSource("raw.csv", FileHash.Sha256Of(data)),
            Language = "lt",
            Normalization = ["nfc", "trim"],
            Rules = [new RulesFile.RuleCount("nfc", default, 3)],
        };
        var (whole, mutator) = (rules.ToJson(), new RecordMutator(14));
        _folder.Write("names.rules.json", whole);
        Assert.NotNull(RulesFile.Find(data));

        for (var i = 0; i < Cases; i++)
        {
            var record = CheckedRecord.Parse(whole);
            mutator.Forge(record);
            var changed = i % 2 == 0 ? mutator.Damage(whole) : Encoding.UTF8.GetBytes(record.ToJsonString());
            if (IsSame(changed, whole))
                continue;
            _folder.Write("names.rules.json", changed);

            try
            {
                RulesFile.Find(data);
                Assert.DoesNotContain(CheckedRecord.Member, Encoding.UTF8.GetString(changed), StringComparison.Ordinal);
            }
            catch (DataFileException exception)
            {
                Assert.StartsWith(_folder["names.rules.json"] + ": ", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    // White space, as an editor may change it, is no part of a record.
    private static bool IsSame(byte[] a, byte[] b)
    {
        try
        {
            return CheckedRecord.Parse(a).ToJsonString() == CheckedRecord.Parse(b).ToJsonString();
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private PageCache Saved(out byte[] whole)
    {
        var cache = PageCache.Open(_folder["cache"]);
        cache.Save(new CachedPage
        {
            Url = Address,
            FinalUrl = Address,
            Status = 200,
            FetchedAt = DateTimeOffset.UnixEpoch,
            AskedAt = DateTimeOffset.UnixEpoch,
            ETag = "\"x\"",
            LastModified = DateTimeOffset.UnixEpoch,
            Crawl = 7,
            Body = "<html>ė</html>"u8.ToArray(),
        });
        whole = File.ReadAllBytes(cache.FileOf(Address));
        return cache;
    }

    private static byte[] Forged(byte[] whole, RecordMutator mutator, bool keepsChecksum)
    {
        var end = Array.IndexOf(whole, (byte)'\n');
        var header = CheckedRecord.Parse(whole.AsSpan(0, end));
        var checksum = (string)header[CheckedRecord.Member]!;
        header.Remove(CheckedRecord.Member);
        mutator.Forge(header);
        if (keepsChecksum)
            header[CheckedRecord.Member] = checksum;
        return [.. Encoding.UTF8.GetBytes(header.ToJsonString()), .. whole[end..]];
    }
}
