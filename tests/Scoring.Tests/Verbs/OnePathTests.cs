namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>No file that a command writes is one that it reads or writes for another purpose, by any name.</summary>
public sealed class OnePathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public OnePathTests()
    {
        _folder.Write("in.csv", "name\nJonas\nOna\n");
        _folder.Write("other.csv", "name\nMaja\n");
        File.Copy(TestFiles.Model, _folder["m.onnx"]);
        Directory.CreateDirectory(_folder["folder"]);
    }

    /// <summary>
    /// A command, the file that it must leave as it is, and the two roles that meet; <c>{X}</c> is the file by another name.
    /// </summary>
    public static TheoryData<string, string, string, string> Meetings() => new()
    {
        { "generate --model m.onnx --count 2 --format csv --output {X}", "m.onnx", "--model", "--output" },
        { "generate --model m.onnx --count 2 --not-in other.csv --not-in in.csv --output {X}", "in.csv", "--not-in", "--output" },
        { "top --model m.onnx --count 2 --format csv --output {X}", "m.onnx", "--model", "--output" },
        { "top --model m.onnx --count 2 --not-in in.csv --format csv --output {X}", "in.csv", "--not-in", "--output" },
        { "capacity --model m.onnx --min-probability 0.01 --json --output {X}", "m.onnx", "--model", "--output" },
        { "score in.csv --model m.onnx --format csv --output {X}", "in.csv", "INPUT.csv", "--output" },
        { "score in.csv --model m.onnx --format csv --output {X}", "m.onnx", "--model", "--output" },
        { "score in.csv --model m.onnx --output out.csv --errors {X}", "in.csv", "INPUT.csv", "--errors" },
        { "score in.csv --model m.onnx --errors {X}", "in.csv", "INPUT.csv", "--errors" },
        { "score in.csv --model m.onnx --format csv --shard 1/2 --output {X}", "in.csv", "INPUT.csv", "--output" },
        { "complete in.csv --column name --model m.onnx --not-in other.csv --format csv --output {X}", "other.csv", "--not-in",
            "--output" },
        { "plant in.csv --pattern ???vas --canaries c.csv --output {X}", "in.csv", "TRAIN.csv", "--output" },
        { "plant in.csv --pattern ???vas --canaries {X} --output t.csv", "in.csv", "TRAIN.csv", "--canaries" },
        { "emit parallel --output {X} -- score in.csv --output out.csv", "in.csv", "INPUT.csv of the command", "--output" },
        { "emit slurm --output {X} -- complete other.csv --not-in in.csv --output out.csv", "in.csv", "--not-in of the command",
            "--output" },
        { "report card in.csv --output {X}", "in.csv", "REPORT", "--output" },
        { "report diff other.csv in.csv --output {X}", "in.csv", "B", "--output" },
    };

    [Theory]
    [MemberData(nameof(Meetings))]
    public async Task Input_stays_under_any_of_its_names(string command, string victim, string read, string written)
    {
        foreach (var kind in new[] { "itself", "roundabout", "symbolic link", "link to its folder", "hard link" })
        {
            var before = File.ReadAllBytes(_folder[victim]);

            var result = await Run(command, Alias(victim, kind));

            CommandLine.AssertOneError($"{read} (", result);
            CommandLine.AssertOneError($"and {written} (", result);
            CommandLine.AssertOneError($"are the same file, which would be read and overwritten. Give {written} another name.", result);
            Assert.Equal(before, File.ReadAllBytes(_folder[victim]));
        }
    }

    [Theory]
    [InlineData("score in.csv --model m.onnx --output out.csv --errors {X}", "out.csv.journal", "--errors")]
    [InlineData("score in.csv --model m.onnx --output out.csv --errors {X}", "out.csv.part", "--errors")]
    [InlineData("score in.csv --model m.onnx --output out.csv --errors {X}", "out.csv", "--errors")]
    [InlineData("score in.csv --model m.onnx --errors e.csv --output {X} --format csv", "e.csv.part", "--errors")]
    [InlineData("plant in.csv --pattern ???vas --canaries {X} --output t.csv", "t.csv", "--canaries")]
    [InlineData("merge --output out.csv --errors {X}", "out.csv", "--errors")]
    public async Task One_file_is_not_written_for_two_purposes(string command, string meeting, string option)
    {
        foreach (var kind in new[] { "itself", "roundabout", "dangling link" })
        {
            var result = await Run(command, Alias(meeting, kind));

            CommandLine.AssertOneError($"are the same file, which would be written for two purposes. Give {option} another name.", result);
            Assert.False(File.Exists(_folder[meeting]));
        }
    }

    [Fact]
    public async Task Index_of_a_file_is_not_its_other_name()
    {
        await TestProcess.Run("ln", _folder["in.csv"], _folder["in.csv.index"]);

        var result = await CommandLine.Run("index", _folder["in.csv"]);

        CommandLine.AssertOneError("INPUT.csv", result);
        Assert.Equal("name\nJonas\nOna\n", File.ReadAllText(_folder["in.csv.index"]));
    }

    [Fact]
    public async Task Report_does_not_replace_what_it_is_made_of()
    {
        Directory.CreateDirectory(_folder["report"]);
        await TestProcess.Run("ln", _folder["in.csv"], _folder["report/report.md"]);

        var result = await CommandLine.Run(
            "evaluate", "--model", _folder["m.onnx"], "--data", _folder["in.csv"], "--train", _folder["other.csv"], "--output",
            _folder["report"]);

        CommandLine.AssertOneError("--data", result);
        Assert.Equal("name\nJonas\nOna\n", File.ReadAllText(_folder["in.csv"]));
    }

    [Fact]
    public async Task Shard_that_is_merged_is_not_the_list_of_errors()
    {
        foreach (var shard in new[] { "1/2", "2/2" })
        {
            Assert.Equal(
                0, (await CommandLine.Run(
                    "score", _folder["in.csv"], "--model", _folder["m.onnx"], "--output", _folder["o.csv"], "--errors", _folder["e.csv"],
                    "--shard", shard)).Code);
        }

        var before = File.ReadAllText(_folder["o.csv.shard-2-of-2"]);

        var result = await CommandLine.Run("merge", "--output", _folder["o.csv"], "--errors", _folder["o.csv.shard-2-of-2"]);

        CommandLine.AssertOneError("shard 2/2 of --output", result);
        Assert.Equal(before, File.ReadAllText(_folder["o.csv.shard-2-of-2"]));
    }

    [Fact]
    public async Task Files_that_only_look_alike_are_written()
    {
        var result = await CommandLine.Run(
            "score", _folder["in.csv"], "--model", _folder["m.onnx"], "--output", _folder["folder/in.csv"], "--errors",
            _folder["folder/e.csv"]);

        Assert.Equal((0, ""), (result.Code, result.Error.Contains("error:", StringComparison.Ordinal) ? result.Error : ""));
    }

    public void Dispose() => _folder.Dispose();

    private Task<(int Code, string Output, string Error)> Run(string command, string alias) =>
        CommandLine.Run([.. command.Split(' ').Select(word => word switch
    {
        "{X}" => alias,
        _ when word.EndsWith(".csv", StringComparison.Ordinal) || word == "m.onnx" => _folder[word],
        _ => word,
    })]);

    private string Alias(string file, string kind)
    {
        var alias = _folder[$"alias-{Guid.NewGuid():N}"];
        switch (kind)
        {
            case "symbolic link" or "dangling link":
                File.CreateSymbolicLink(alias, file);                    // relative
                return alias;
            case "link to its folder":
                File.CreateSymbolicLink(alias, _folder[""]);
                return Path.Combine(alias, file);
            case "hard link":
                Assert.True(TestProcess.Run("ln", _folder[file], alias).Wait(TimeSpan.FromSeconds(30)));
                return alias;
            case "roundabout":
                return Path.GetRelativePath(Environment.CurrentDirectory, _folder["folder"]) + "/.././" + file;
            default:
                return _folder[file];
        }
    }
}
