using System.Text;
using System.Text.Json.Nodes;
using MlPipeline.Batch.Batches;
using MlPipeline.Batch.Tables;
using MlPipeline.Common;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>Journals, manifests and indexes that aren't what a run wrote.</summary>
public sealed class ForgedRecordsTests : IDisposable
{
    private const int Cases = 60;
    private readonly TemporaryFolder _folder = new();
    private readonly string _input;

    public ForgedRecordsTests() => _input = _folder.Write("in.csv", "name\n" + string.Concat(Enumerable.Repeat("Jonas\nOna\n\nQQ\n", 5)));

    [Fact]
    public async Task Journal_that_was_damaged_or_forged_gives_an_error_or_the_same_bytes()
    {
        var (whole, journal, part) = await Unfinished();
        var mutator = new RecordMutator(5);
        var refused = 0;

        for (var i = 0; i < Cases; i++)
        {
            var changed = i % 3 == 0 ? mutator.Damage(journal) : Forge(journal, mutator, isSealed: i % 3 == 1, out _);
            Restore(changed, part);

            var result = await Score("--resume");

            refused += AssertErrorOrSame(result, whole, Encoding.UTF8.GetString(changed));
        }

        Assert.InRange(refused, Cases / 2, Cases);
    }

    [Theory]
    [InlineData(
        "input.row", "7", "line 2 of the journal of the unfinished run is damaged", "are not those that the unfinished run has read")]
    [InlineData("input.row", "3", "is damaged", "are not those that the unfinished run has read")]
    [InlineData("input.offset", "1000000", "is damaged", "says that 1,000,000 bytes were read")]
    [InlineData("input.offset", "-1", "is damaged", "is damaged")]
    [InlineData("is_complete", "true", "is damaged", "all there are")]
    [InlineData("counts.errors", "99", "is damaged", "is damaged")]
    [InlineData("counts", "null", "is damaged", "is damaged")]
    [InlineData("errors", """{"length":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}""", "is damaged", "writes its bad rows to another place")]
    [InlineData("output.length", "99999999999", "is damaged", "is not what the interrupted run wrote")]
    public async Task Journal_with_another_number_is_refused_with_and_without_its_checksum(
        string member, string value, string expected, string whenSealed)
    {
        var (_, journal, part) = await Unfinished();
        foreach (var isSealed in new[] { false, true })
        {
            Restore(Edit(journal, member, value, isSealed), part);

            CommandLine.AssertOneError(isSealed ? whenSealed : expected, await Score("--resume"));
            Assert.False(File.Exists(_folder["out.csv"]));
        }
    }

    [Theory]
    [InlineData("{}", "the journal of the unfinished run is of another version")]
    [InlineData("null", "line 1 of the journal of the unfinished run is damaged")]
    [InlineData("[]", "line 1 of the journal of the unfinished run is damaged")]
    [InlineData("""{"a":1,"a":2}""", "line 1 of the journal of the unfinished run is damaged")]
    [InlineData("""{"checksum":null}""", "line 1 of the journal of the unfinished run is damaged")]
    public async Task Journal_of_something_else_is_refused(string first, string expected)
    {
        var (_, _, part) = await Unfinished();
        Restore(Encoding.UTF8.GetBytes(first + "\n"), part);

        CommandLine.AssertOneError(expected, await Score("--resume"));
    }

    [Fact]
    public async Task Checkpoint_of_another_run_is_refused()
    {
        var (_, journal, part) = await Unfinished();
        var lines = Encoding.UTF8.GetString(journal).Split('\n');
        var other = CheckedRecord.Parse(Encoding.UTF8.GetBytes(lines[1]));
        CheckedRecord.Seal(other, "another run");
        Restore(Encoding.UTF8.GetBytes($"{lines[0]}\n{other.ToJsonString()}\n"), part);

        CommandLine.AssertOneError("line 2 of the journal of the unfinished run is damaged", await Score("--resume"));
    }

    [Fact]
    public async Task Manifest_that_was_damaged_or_forged_gives_an_error_or_the_same_bytes()
    {
        foreach (var shard in new[] { "1/2", "2/2" })
            Assert.Equal(0, (await Score("--shard", shard)).Code);
        Assert.Equal(0, (await Merge()).Code);
        var (whole, path) = (File.ReadAllBytes(_folder["out.csv"]), _folder["out.csv.shard-2-of-2.manifest.json"]);
        var (manifest, mutator) = (File.ReadAllBytes(path), new RecordMutator(6));

        for (var i = 0; i < Cases; i++)
        {
            var changed = i % 3 == 0 ? mutator.Damage(manifest) : ForgeRecord(manifest, mutator, isSealed: i % 3 == 1);
            File.WriteAllBytes(path, changed);
            File.Delete(_folder["out.csv"]);

            AssertErrorOrSame(await Merge(), whole, Encoding.UTF8.GetString(changed));
        }
    }

    [Fact]
    public async Task Index_that_was_damaged_or_forged_gives_an_error_or_the_same_bytes()
    {
        Assert.Equal(0, (await CommandLine.Run("index", _input)).Code);
        Assert.Equal(0, (await Score("--shard", "2/2")).Code);
        var (whole, path) = (File.ReadAllBytes(_folder["out.csv.shard-2-of-2"]), _input + RowIndexFile.Suffix);
        var (index, mutator) = (File.ReadAllBytes(path), new RecordMutator(7));

        for (var i = 0; i < Cases; i++)
        {
            var changed = mutator.Damage(index);
            if (i % 2 == 0)
            {
                var envelope = JsonNode.Parse(index)!.AsObject();
                mutator.Forge(envelope);
                changed = Encoding.UTF8.GetBytes(envelope.ToJsonString());
            }

            File.WriteAllBytes(path, changed);
            File.Delete(_folder["out.csv.shard-2-of-2"]);

            AssertErrorOrSame(await Score("--shard", "2/2"), whole, Encoding.UTF8.GetString(changed), "out.csv.shard-2-of-2");
        }
    }

    [Theory]
    [InlineData("""[null]""")]
    [InlineData("""[]""")]
    [InlineData("""[{"record":0,"offset":0,"line":1,"hash":null}]""")]
    [InlineData("""[{"record":5,"offset":0,"line":1,"hash":""}]""")]
    [InlineData("""[{"record":0,"offset":0,"line":1,"hash":""},{"record":-4,"offset":9,"line":9,"hash":""}]""")]
    [InlineData("""[{"record":0,"offset":0,"line":1,"hash":""},{"record":9,"offset":9999999999,"line":9,"hash":""}]""")]
    public async Task Index_whose_blocks_can_not_be_is_refused_even_with_its_checksum(string blocks)
    {
        Assert.Equal(0, (await CommandLine.Run("index", _input)).Code);
        var path = _input + RowIndexFile.Suffix;
        var index = JsonNode.Parse(File.ReadAllText(path))!["index"]!;
        index["blocks"] = JsonNode.Parse(blocks);
        var text = index.ToJsonString();
        var hash = Convert.ToHexStringLower(System.IO.Hashing.XxHash3.Hash(Encoding.UTF8.GetBytes(text)));
        File.WriteAllText(path, $$"""{"xxh3":"{{hash}}","index":{{text}}}""");

        CommandLine.AssertOneError(RowIndexFile.Suffix, await Score("--shard", "1/2"));
    }

    public void Dispose() => _folder.Dispose();

    // A run that stood after the third row: blank rows are rows too, and the journal has one checkpoint.
    private async Task<(byte[] Whole, byte[] Journal, byte[] Part)> Unfinished()
    {
        Assert.Equal(0, (await Score()).Code);
        var whole = File.ReadAllBytes(_folder["out.csv"]);
        File.Delete(_folder["out.csv"]);
        var identity = await Identity();
        var part = Encoding.UTF8.GetBytes(string.Concat(Encoding.UTF8.GetString(whole).Split('\n').Take(3).Select(line => line + "\n")));
        var read = "Jonas\nOna\n"u8.ToArray();
        using (var journal = Journal.Create(_folder["out.csv.journal"], identity))
        {
            var output = new FilePosition(part.Length, Hash(part));
            journal.Write(
                new Checkpoint(
                    new Data.TablePosition(2, 5 + read.Length, Hash(read)), output, null, new BatchCounts(2, 0, 2, 10, -5),
                    IsComplete: false));
        }

        var bytes = File.ReadAllBytes(_folder["out.csv.journal"]);
        Restore(bytes, part);
        Assert.Equal(0, (await Score("--resume")).Code);
        Assert.Equal(whole, File.ReadAllBytes(_folder["out.csv"]));
        File.Delete(_folder["out.csv"]);
        return (whole, bytes, part);
    }

    // What this very command is, from the journal that it leaves where it can't begin its output.
    private async Task<JsonObject> Identity()
    {
        Directory.CreateDirectory(_folder["out.csv.part"]);
        Assert.NotEqual(0, (await Score()).Code);
        Directory.Delete(_folder["out.csv.part"]);
        var identity = CheckedRecord.Parse(File.ReadAllBytes(_folder["out.csv.journal"]));
        identity.Remove(CheckedRecord.Member);
        return identity;
    }

    private void Restore(byte[] journal, byte[] part)
    {
        File.WriteAllBytes(_folder["out.csv.journal"], journal);
        File.WriteAllBytes(_folder["out.csv.part"], part);
        File.Delete(_folder["out.csv"]);
    }

    private static byte[] Edit(byte[] journal, string member, string value, bool isSealed)
    {
        var lines = Encoding.UTF8.GetString(journal).Split('\n');
        var record = CheckedRecord.Parse(Encoding.UTF8.GetBytes(lines[1]));
        var path = member.Split('.');
        var parent = path[..^1].Aggregate(record, (node, name) => node[name]!.AsObject());
        parent[path[^1]] = JsonNode.Parse(value);
        return Joined(lines[0], record, isSealed);
    }

    private static byte[] Forge(byte[] journal, RecordMutator mutator, bool isSealed, out string what)
    {
        var lines = Encoding.UTF8.GetString(journal).Split('\n');
        var record = CheckedRecord.Parse(Encoding.UTF8.GetBytes(lines[1]));
        what = mutator.Forge(record);
        return Joined(lines[0], record, isSealed);
    }

    private static byte[] Joined(string first, JsonObject record, bool isSealed)
    {
        if (isSealed)
            CheckedRecord.Seal(record, (string)JsonNode.Parse(first)![CheckedRecord.Member]!);
        return Encoding.UTF8.GetBytes($"{first}\n{record.ToJsonString()}\n");
    }

    private static byte[] ForgeRecord(byte[] bytes, RecordMutator mutator, bool isSealed)
    {
        var record = CheckedRecord.Parse(bytes);
        mutator.Forge(record);
        return Encoding.UTF8.GetBytes((isSealed ? CheckedRecord.Seal(record) : record).ToJsonString());
    }

    private int AssertErrorOrSame((int Code, string Output, string Error) result, byte[] whole, string changed, string output = "out.csv")
    {
        Assert.True(result.Code is 0 or 2, $"{result.Code}: {result.Error}\n{changed}");
        if (result.Code == 2)
        {
            CommandLine.AssertOneError("", result);
            return 1;
        }

        Assert.True(whole.AsSpan().SequenceEqual(File.ReadAllBytes(_folder[output])), changed);
        return 0;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private Task<(int Code, string Output, string Error)> Score(params string[] options) =>
        CommandLine.Run(["score", _input, "--model", TestFiles.Model, "--output", _folder["out.csv"], "--threads", "1", .. options]);

    private Task<(int Code, string Output, string Error)> Merge() => CommandLine.Run("merge", "--output", _folder["out.csv"]);
}
