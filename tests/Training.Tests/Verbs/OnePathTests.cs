using MlPipeline.CommandLine;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Verbs;

/// <summary>No file that a command writes is one that it reads or writes for another purpose, by any name.</summary>
public sealed class OnePathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public OnePathTests()
    {
        _folder.Write("in.csv", Tiny.Csv);
        _folder.Write("other.csv", Tiny.Csv);
        _folder.Write("other.rules.json", "{}");
        File.Copy(TestFiles.Model, _folder["m.onnx"]);
        Directory.CreateDirectory(_folder["in.run"]);
        Directory.CreateDirectory(_folder["folder"]);
    }

    /// <summary>
    /// A command, the file that it must leave as it is, and the two roles that meet; <c>{X}</c> is the file by another name.
    /// </summary>
    public static TheoryData<string, string, string, string> Meetings() => new()
    {
        { "train --data in.csv --force --output {X}", "in.csv", "--data", "--output" },
        { "train --data {X} --force --output in.csv", "in.csv", "--data", "--output" },
        { "train --data other.csv --validation in.csv --force --output {X}", "in.csv", "--validation", "--output" },
        { "export m.onnx --data in.csv --force --output {X}", "in.csv", "--data", "--output" },
        { "export m.onnx --data other.csv --validation in.csv --force --output {X}", "in.csv", "--validation", "--output" },
        { "clean in.csv --output {X}", "in.csv", "INPUT", "--output" },
        { "clean in.csv --report {X}", "in.csv", "INPUT", "--report" },
        { "clean other.csv --output out.csv --report {X}", "other.rules.json", "the rules of INPUT", "--report" },
    };

    [Theory]
    [MemberData(nameof(Meetings))]
    public async Task Input_stays_under_any_of_its_names(string command, string victim, string read, string written)
    {
        foreach (var kind in new[] { "itself", "roundabout", "symbolic link", "link to its folder", "hard link" })
        {
            var before = File.ReadAllBytes(_folder[victim]);

            var (code, output, error) = await Run(command, Alias(victim, kind));

            Assert.Equal((2, ""), (code, output));
            Assert.Matches(
                $@"\Aerror: {read} \(.*\) and {written} \(.*\) are the same file, which would be read and overwritten\. Give {written} another name\.\n\z", error);
            Assert.Equal(before, File.ReadAllBytes(_folder[victim]));
        }
    }

    [Theory]
    [InlineData("train --data in.run/metrics.csv --force --output in.onnx", "in.run/metrics.csv", "the metrics of --output")]
    [InlineData(
        "train --data in.csv --validation in.run/checkpoint.safetensors --force --output in.onnx", "in.run/checkpoint.safetensors",
        "the checkpoint of --output")]
    [InlineData("clean out.card.md --output out.csv", "out.card.md", "the data card of --output")]
    public async Task Input_is_no_file_beside_the_output_either(string command, string victim, string written)
    {
        _folder.Write(victim, Tiny.Csv);

        var (code, _, error) = await Run(command, "");

        Assert.Equal(2, code);
        Assert.Contains(written, error, StringComparison.Ordinal);
        Assert.Equal(Tiny.Csv, File.ReadAllText(_folder[victim]));
    }

    [Theory]
    [InlineData("clean in.csv --output out.csv --report out.csv")]
    [InlineData("clean in.csv --output out.csv --report out.card.md")]
    [InlineData("clean in.csv --output out.csv --report out.rules.json")]
    [InlineData("clean in.csv --output new --report new/report.html")]
    [InlineData("fetch course --offline --cache c --output c/lock")]
    [InlineData("fetch course --offline --cache c --output c/crawl")]
    [InlineData("fetch vlkk --offline --cache c --output c/pages/x.csv")]
    public async Task One_file_is_not_written_for_two_purposes(string command)
    {
        var before = _folder.Files.ToList();

        var (code, _, error) = await Run(command, "");

        Assert.Equal(2, code);
        Assert.Matches(
            @"\Aerror: .* (are the same file|lie one in the other), which would be written for two purposes\. Give --\w+ another name\.\n\z", error);
        Assert.Equal(before, _folder.Files);
    }

    [Theory]
    [InlineData("checkpoint.safetensors")]
    [InlineData("metrics.csv")]
    public async Task Planted_link_beside_a_model_is_not_followed(string name)
    {
        _folder.Write("victim", "precious");
        File.CreateSymbolicLink(_folder[$"in.run/{name}"], _folder["victim"]);

        var (code, _, error) = await Run("train --data in.csv --epochs 1 --hidden 8 --embedding 4 --quiet --force --output in.onnx", "");

        Assert.True(code == 0, error);
        Assert.Equal("precious", File.ReadAllText(_folder["victim"]));
        Assert.Null(new FileInfo(_folder[$"in.run/{name}"]).LinkTarget);
    }

    [Fact]
    public async Task Model_is_replaced_through_its_link()
    {
        Directory.CreateDirectory(_folder["far"]);
        File.CreateSymbolicLink(_folder["model.onnx"], "far/model.onnx");

        var (code, _, error) = await Run("train --data in.csv --epochs 1 --hidden 8 --embedding 4 --quiet --output model.onnx", "");

        Assert.True(code == 0, error);
        Assert.Equal("far/model.onnx", new FileInfo(_folder["model.onnx"]).LinkTarget);
        Assert.Equal("model.onnx", Assert.Single(Directory.EnumerateFileSystemEntries(_folder["far"]).Select(Path.GetFileName)));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, string Output, string Error)> Run(string command, string alias)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        string[] arguments = [.. command.Split(' ').Select((word, i) => word switch
        {
            "{X}" => alias,
            _ when word.Contains('.', StringComparison.Ordinal) || word is "new" or "c"
                || word.StartsWith("c/", StringComparison.Ordinal) => _folder[word],
            _ => word,
        })];
        var code = await CommandHost.RunAsync(TrainingCommand.Create(), arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private string Alias(string file, string kind)
    {
        var alias = _folder[$"alias-{Guid.NewGuid():N}"];
        switch (kind)
        {
            case "symbolic link":
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
