using System.Text;
using MlPipeline.Common;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>Shards, index and merge together, as a cluster runs them.</summary>
public sealed class ShardsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _input;

    public ShardsTests()
    {
        var names = File.ReadLines(TestFiles.Names).Skip(1).Select(line => line.Split(',')[0]).ToList();
        var rows = Enumerable.Range(0, 230).Select(i => (i % 9) switch
        {
            0 => $"{i},\"QQ\",bad",
            1 => "",
            2 => $"{i},\"{names[i][..2]}\",\"a\n\"\"b\"\"\n,\r\n{i}\"",
            _ => $"{i},{names[i][..(i % 3)]},x",
        });
        _input = _folder.Write("in.csv", "\uFEFFid,prefix,note\r\n" + string.Join("\r\n", rows));
    }

    [Theory]
    [InlineData(1, true, "csv")]
    [InlineData(4, false, "csv")]
    [InlineData(64, true, "csv")]
    [InlineData(3, true, "jsonl")]
    public async Task Merged_shards_are_the_bytes_of_one_process(int count, bool isIndexed, string format)
    {
        string[] options = ["--samples", "2", "--format", format];
        await Complete([.. options, "--output", _folder["one"], "--errors", _folder["one.bad"]]);
        if (isIndexed)
            Assert.Equal(0, (await CommandLine.Run("index", _input)).Code);

        foreach (var number in Enumerable.Range(1, count).OrderDescending())
        {
            Assert.Equal(
                0, (await Complete(
                    [.. options, "--output", _folder["out"], "--errors", _folder["bad"], "--shard", $"{number}/{count}"])).Code);
        }

        var (code, _, error) = await Merge("--errors", _folder["bad"]);

        Assert.Equal(0, code);
        Assert.Contains($"{count} shards, 204 rows, 26 errors, 356 results", error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(_folder["one"]), File.ReadAllBytes(_folder["out"]));
        Assert.Equal(File.ReadAllBytes(_folder["one.bad"]), File.ReadAllBytes(_folder["bad"]));
    }

    [Fact]
    public async Task Merge_says_what_is_missing()
    {
        CommandLine.AssertOneError("there are no shards of it", await Merge());
        await Shard("2/4");
        await Shard("4/4");

        CommandLine.AssertOneError("2 of 4 shards are missing or not finished: 1/4, 3/4. Run or resume these", await Merge());
        Assert.Equal(75, (await Merge("--wait", "1")).Code);
        await Shard("1/2");
        CommandLine.AssertOneError("there are shards of 2 and of 4 parts", await Merge());
        Assert.False(File.Exists(_folder["out"]));
    }

    [Theory]
    [InlineData("options.--seed is not given there and 7 here", "--seed", "7")]
    [InlineData("options.--samples is not given there and 2 here", "--samples", "2")]
    [InlineData("errors is false there and true here", "--errors", "bad")]
    public async Task Shards_of_another_request_are_not_merged(string expected, params string[] options)
    {
        await Shard("1/2");
        await Shard("2/2", [options[0], options[0] == "--errors" ? _folder[options[1]] : options[1]]);

        CommandLine.AssertOneError(expected, await Merge());
    }

    [Fact]
    public async Task Shards_of_another_input_are_not_merged()
    {
        await Shard("1/2");
        var bytes = File.ReadAllBytes(_input);
        bytes[^1] = (byte)'y';
        File.WriteAllBytes(_input, bytes);
        await Shard("2/2");

        CommandLine.AssertOneError("input.sha256 is ", await Merge());
    }

    [Fact]
    public async Task Damaged_shard_is_named_and_nothing_is_written()
    {
        await Shard("1/2");
        await Shard("2/2");
        File.AppendAllText(_folder["out.shard-2-of-2"], "x");

        CommandLine.AssertOneError("out.shard-2-of-2: the file is not what its manifest says", await Merge());
        Assert.False(File.Exists(_folder["out"]));
    }

    [Fact]
    public async Task Shard_that_is_not_whole_any_more_is_done_again_on_resume()
    {
        string[] options = ["--errors", _folder["bad"], "--resume"];
        await Shard("1/2", options);
        await Shard("2/2", options);
        var (results, manifest) = (
            File.ReadAllBytes(_folder["out.shard-2-of-2"]), File.ReadAllBytes(_folder["out.shard-2-of-2.manifest.json"]));

        foreach (var damage in new Action[]
        {
            () => File.WriteAllBytes(_folder["out.shard-2-of-2"], [.. results[..^2], (byte)'?', (byte)'\n']),
            () => File.WriteAllBytes(_folder["out.shard-2-of-2"], results[..^1]),
            () => File.Delete(_folder["bad.shard-2-of-2"]),
            () => File.WriteAllBytes(_folder["out.shard-2-of-2.manifest.json"], manifest[..99]),
        })
        {
            damage();
            Assert.Equal(2, (await Merge("--errors", _folder["bad"])).Code);
            Assert.Equal(0, (await Shard("2/2", options)).Code);
            Assert.Equal(results, File.ReadAllBytes(_folder["out.shard-2-of-2"]));
            Assert.Equal(manifest, File.ReadAllBytes(_folder["out.shard-2-of-2.manifest.json"]));
        }

        Assert.Equal(0, (await Merge("--errors", _folder["bad"])).Code);
    }

    [Fact]
    public async Task Shard_without_its_list_of_bad_rows_is_named()
    {
        await Shard("1/2", "--errors", _folder["bad"]);
        await Shard("2/2", "--errors", _folder["bad"]);
        File.Delete(_folder["bad.shard-2-of-2"]);

        CommandLine.AssertOneError("bad: 1 of 2 shards are missing or not finished: 2/2.", await Merge("--errors", _folder["bad"]));
    }

    [Theory]
    [InlineData("\"rows\": 230", "\"rows\": null", "the manifest is damaged")]
    [InlineData("\"format\": 2", "\"format\": 1", "another version")]
    [InlineData("\"header_bytes\": ", "\"header_bytes\": 9", "all shards begin with the same header")]
    [InlineData("\"shard\": \"2/2\"", "\"shard\": \"1/2\"", "this is the manifest of shard 1/2, not of 2/2")]
    [InlineData("\"options\": {", "\"options\": {\"--seed\": \"7\",", "options.--seed is not given there and 7 here")]
    public async Task Manifest_that_says_something_else_is_refused(string part, string changed, string expected)
    {
        await Shard("1/2");
        await Shard("2/2");
        var path = _folder["out.shard-2-of-2.manifest.json"];
        var text = File.ReadAllText(path);
        Assert.Contains(part, text, StringComparison.Ordinal);
        text = text.Replace(part, changed, StringComparison.Ordinal);
        File.WriteAllText(path, text);
        if (expected != "another version")
            CommandLine.AssertOneError("the manifest is damaged. Run the shard again.", await Merge());

        // Whoever computes the checksum too is found by what other files say.
        File.WriteAllText(path, CheckedRecord.Seal(CheckedRecord.Parse(System.Text.Encoding.UTF8.GetBytes(text))).ToJsonString());

        CommandLine.AssertOneError(expected, await Merge());
        Assert.False(File.Exists(_folder["out"]));
    }

    [Fact]
    public async Task Files_that_are_only_called_like_shards_are_none()
    {
        await Shard("1/1");
        foreach (var name in new[] { "out.shard-1-of-99999999999", "out.shard-0-of-3", "out.shard-1-of-0", "out.shard-1-of-2.bak",
            "outer.shard-1-of-7" })
        {
            File.WriteAllText(_folder[name], "");
        }

        Assert.Equal(0, (await Merge()).Code);
    }

    [Fact]
    public async Task Damaged_index_is_refused()
    {
        await CommandLine.Run("index", _input);
        var path = _input + ".index";
        var text = File.ReadAllText(path);

        Assert.Contains("\"records\":231", text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace("\"records\":231", "\"records\":221", StringComparison.Ordinal));

        CommandLine.AssertOneError("the index is damaged. Create it again with 'index'.", await Shard("1/2"));
    }

    [Fact]
    public async Task Bad_rows_are_judged_over_all_shards()
    {
        File.WriteAllText(_input, "prefix\nQQ\nWW\nJo\nAn\n");
        foreach (var shard in new[] { "1/2", "2/2" })
            Assert.Equal(0, (await Shard(shard, "--errors", _folder["bad"], "--max-errors", "2")).Code);

        CommandLine.AssertOneError("The shards list their bad rows in files", await Merge());
        CommandLine.AssertOneError(
            "2 rows are bad, and --max-errors allows 1", await Merge("--errors", _folder["bad"], "--max-errors", "1"));
        Assert.Equal(3, File.ReadAllLines(_folder["bad"]).Length);
        Assert.Equal(0, (await Merge("--errors", _folder["bad"])).Code);
    }

    [Fact]
    public async Task Shard_that_is_done_is_not_done_again()
    {
        await Shard("1/2");
        var written = File.GetLastWriteTimeUtc(_folder["out.shard-1-of-2"]);

        var (code, _, error) = await Shard("1/2", "--resume");

        Assert.Equal(0, code);
        Assert.Contains("Shard 1/2 is done already.", error, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder["out.shard-1-of-2"]));
    }

    [Fact]
    public async Task Changed_input_is_told_from_the_index()
    {
        await CommandLine.Run("index", _input);
        var text = File.ReadAllText(_input, Encoding.UTF8);
        File.WriteAllText(_input, text.Replace("bad", "Bad", StringComparison.Ordinal), new UTF8Encoding(true));

        CommandLine.AssertOneError("the file has changed since", await Shard("1/2"));
    }

    public void Dispose() => _folder.Dispose();

    private Task<(int Code, string Output, string Error)> Complete(params string[] options) =>
        CommandLine.Run(["complete", _input, "--model", TestFiles.Model, .. options]);

    private Task<(int Code, string Output, string Error)> Shard(string shard, params string[] options) =>
        Complete(["--output", _folder["out"], "--shard", shard, .. options]);

    private Task<(int Code, string Output, string Error)> Merge(params string[] options) =>
        CommandLine.Run(["merge", "--output", _folder["out"], .. options]);
}
