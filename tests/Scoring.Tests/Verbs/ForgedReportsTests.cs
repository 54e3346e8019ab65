using System.Text;
using System.Text.Json.Nodes;
using MlPipeline.Common;
using MlPipeline.Evaluation.Reports;
using MlPipeline.Scoring.Tests.Reports;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>Reports that aren't what <c>evaluate</c> wrote.</summary>
public sealed class ForgedReportsTests : IDisposable
{
    private const int Cases = 60;
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _whole = Encoding.UTF8.GetBytes(
        ReportJson.Write(SmallReport.Value with { Names = [.. SmallReport.Value.Names.Take(20)] }));

    [Fact]
    public async Task Report_that_was_damaged_or_forged_never_ends_in_a_defect()
    {
        var mutator = new RecordMutator(8);
        var whole = _folder.Write("whole.json", _whole);
        for (var i = 0; i < Cases; i++)
        {
            var record = CheckedRecord.Parse(_whole);
            var what = i % 4 == 0 ? "damage" : mutator.Forge(record);
            if (i % 4 == 1)
                CheckedRecord.Seal(record);
            if (i % 4 == 2)
                record.Remove(CheckedRecord.Member);                     // as versions before the checksum wrote it
            var path = _folder.Write("report.json", i % 4 == 0 ? mutator.Damage(_whole) : Encoding.UTF8.GetBytes(record.ToJsonString()));

            foreach (var verb in new[] { "card", "diff" })
            {
                var result = await CommandLine.Run(["report", verb, path, .. verb == "diff" ? [whole] : Array.Empty<string>()]);

                Assert.True(result.Code is 0 or 2, $"{verb}, {what}: {result.Code}: {result.Error}");
                if (result.Code == 2)
                    CommandLine.AssertOneError(".json: ", result);
            }
        }
    }

    [Theory]
    [InlineData("model.bytes", "7", false, "its checksum doesn't fit")]
    [InlineData("metrics", "[]", true, "the number nats_per_character is missing")]
    [InlineData("metrics", "[null]", true, "no report of 'evaluate', or broken")]
    [InlineData("names", "[null]", true, "no report of 'evaluate', or broken")]
    [InlineData("model.labels", "[null]", true, "no report of 'evaluate', or broken")]
    [InlineData("request", "null", true, "no report of 'evaluate', or broken")]
    [InlineData("request.delimiter", "\"ab\"", true, "the delimiter of its inputs is none")]
    [InlineData("request.samples", "999999", true, "999,999 names were asked for")]
    [InlineData("data.sha256", "\"\"", true, "an input's SHA-256 is none")]
    [InlineData("data.names", "-1", true, "the size of an input is less than 0")]
    public async Task Report_with_another_member_is_refused_by_name(string member, string value, bool isSealed, string expected)
    {
        var path = Write(member, value, isSealed);

        CommandLine.AssertOneError(expected, await CommandLine.Run("report", "card", path));
        CommandLine.AssertOneError(isSealed ? expected : ": ", await CommandLine.Run("report", "diff", path, path));
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/full")]
    public async Task Report_that_names_a_device_as_its_input_is_refused_at_once(string device)
    {
        Assert.SkipUnless(File.Exists(device), $"{device} isn't here.");
        foreach (var (input, option) in new[] { ("model", "--model"), ("data", "--data") })
        {
            var path = Write($"request.{input}", $"\"{device}\"", isSealed: true);

            CommandLine.AssertOneError(
                $"{device}: it is a device or a pipe, and the report was made from a file. Give that with {option}.",
                await CommandLine.Run("report", "verify", path));
        }

        CommandLine.AssertOneError($"{device}: ", await CommandLine.Run("report", "card", device));
    }

    [Fact]
    public async Task Input_of_another_size_is_refused_before_it_is_hashed()
    {
        var path = Write("request.model", $"\"{_folder["huge.onnx"]}\"", isSealed: true);
        using (var huge = new FileStream(_folder["huge.onnx"], FileMode.CreateNew))
            huge.SetLength(1L << 40);                                    // sparse: to hash it would take an hour

        CommandLine.AssertOneError("it has 1,099,511,627,776 bytes, and the report says", await CommandLine.Run("report", "verify", path));
    }

    [Fact]
    public async Task Report_of_a_version_without_checksum_and_sizes_is_verified()
    {
        ReportFolder.Write(_folder["r"], SmallReport.Value);
        var record = JsonNode.Parse(File.ReadAllText(_folder["r/report.json"]))!.AsObject();
        record.Remove(CheckedRecord.Member);
        foreach (var file in new[] { "data", "train" })
            record[file]!.AsObject().Remove("bytes");
        File.WriteAllText(_folder["r/report.json"], record.ToJsonString(ReportJson.Options));

        var (code, output, error) = await CommandLine.Run("report", "verify", _folder["r"]);

        Assert.True(code == 0, output + error);
    }

    [Fact]
    public async Task Verify_names_a_checksum_that_does_not_fit()
    {
        ReportFolder.Write(_folder["r"], SmallReport.Value);
        var record = JsonNode.Parse(File.ReadAllText(_folder["r/report.json"]))!.AsObject();
        record[CheckedRecord.Member] = new string('0', 64);
        File.WriteAllText(_folder["r/report.json"], record.ToJsonString(ReportJson.Options));

        var result = await CommandLine.Run("report", "verify", _folder["r"]);

        CommandLine.AssertOneError("1 difference ", result);
        Assert.Contains("checksum: doesn't fit what the report says", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"title":"t","rules":[null]}""")]
    [InlineData("""{"title":"t","rules":null}""")]
    [InlineData("""{"title":null,"rules":[{"name":"a","text":"b","regex":"c"}]}""")]
    [InlineData("""{"title":"t","rules":[{"name":null,"text":"b","regex":"c"}]}""")]
    [InlineData("""{"title":"t","rules":[{"name":"a","text":"b","regex":"c","labels":{"x":null}}]}""")]
    [InlineData("""{"title":"t","rules":[{"name":"a","text":"b","regex":"c","labels":[]}]}""")]
    [InlineData("""{"title":"t","title":"u","rules":[{"name":"a","text":"b","regex":"c"}]}""")]
    [InlineData("""{"title":"t","rules":[{"name":"a","text":"b","regex":"\ud800"}]}""")]
    [InlineData("""{"title":"t","rules":[{"name":"a","text":"b","regex":"((a{1000}){1000}){1000}"}]}""")]
    public async Task Rules_with_a_part_missing_are_refused(string json)
    {
        var rules = _folder.Write("rules.json", json);

        CommandLine.AssertOneError(
            "these are no rules of valid names",
            await CommandLine.Run(
                "evaluate", "--model", TestFiles.Model, "--data", TestFiles.Names, "--rules", rules, "--output", _folder["r"]));
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string member, string value, bool isSealed)
    {
        var record = CheckedRecord.Parse(_whole);
        var path = member.Split('.');
        path[..^1].Aggregate(record, (node, name) => node[name]!.AsObject())[path[^1]] = JsonNode.Parse(value);
        return _folder.Write("report.json", (isSealed ? CheckedRecord.Seal(record) : record).ToJsonString());
    }
}
