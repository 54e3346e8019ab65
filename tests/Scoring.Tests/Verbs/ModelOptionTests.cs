using System.Text.Json;
using MlPipeline.Scoring.Verbs;

namespace MlPipeline.Scoring.Tests.Verbs;

public sealed class ModelOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(null, "Model: models/lithuanian-names.onnx (shipped; --model chooses another).")]
    [InlineData("models/names.onnx", "Model: models/lithuanian-names.onnx (shipped; newest trained here: --model models/names.onnx).")]
    [InlineData(
        "models/it's mine.onnx",
        @"Model: models/lithuanian-names.onnx (shipped; newest trained here: --model 'models/it'\''s mine.onnx').")]
    public void Line_names_the_model_and_how_to_take_another(string? trained, string expected) =>
        Assert.Equal(expected, ModelOption.Describe("models/lithuanian-names.onnx", trained));

    [Fact]
    public void Readme_shows_the_line_as_it_is() => Assert.Contains(
        $"\n{ModelOption.Describe("models/lithuanian-names.onnx", trained: null)}\n",
        File.ReadAllText(Path.Combine(TestFiles.Root, "README.md")), StringComparison.Ordinal);

    [Fact]
    public void Newest_trained_model_is_the_one_written_last()
    {
        var shipped = Write("lithuanian-names.onnx", 9);
        Write("old.onnx", 1);
        var expected = Write("new.onnx", 3);
        Write("new.onnx.12.tmp.onnx", 5);
        Write("notes.txt", 6);

        Assert.Equal(expected, TrainedModels.FindNewest([_folder["nowhere"], _folder[""]], shipped));
    }

    [Fact]
    public void Shipped_model_alone_is_no_trained_one() =>
        Assert.Null(TrainedModels.FindNewest([_folder[""]], Write("lithuanian-names.onnx", 1)));

    [Theory]
    [InlineData("generate", "--count", "1")]
    [InlineData("generate", "--count", "1", "--format", "jsonl")]
    [InlineData("top", "--count", "1")]
    [InlineData("capacity", "--min-probability", "0.01", "--sample-size", "10", "--json")]
    [InlineData("info")]
    [InlineData("score", "INPUT")]
    [InlineData("complete", "INPUT")]
    public async Task Every_verb_says_once_which_model_it_takes_where_none_is_given(params string[] arguments)
    {
        var input = _folder.Write("in.csv", arguments[0] == "complete" ? "prefix\nO\n" : "name\nOna\n");
        string[] command = [.. arguments.Select(word => word == "INPUT" ? input : word)];

        var silent = await CommandLine.Run([.. command, "--model", TestFiles.Model]);
        var (code, output, error) = await CommandLine.Run(command);

        Assert.True(code == 0, error);
        Assert.Single(
            error.Split('\n'), line =>
                line.StartsWith("Model: ", StringComparison.Ordinal)
                    && line.Contains(TestFiles.Model + " (shipped; ", StringComparison.Ordinal));
        Assert.DoesNotContain("Model: ", silent.Error, StringComparison.Ordinal);
        Assert.Equal(silent.Output, output);
    }

    [Fact]
    public async Task Programs_get_it_as_a_note()
    {
        var (code, _, error) = await CommandLine.Run("score", _folder.Write("in.csv", "name\nOna\n"), "--progress", "json");

        var events = error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(0, code);
        Assert.Equal(["note", "summary"], events.Select(element => element.GetProperty("event").GetString()));
        Assert.StartsWith("Model: ", events[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summary_alone_stays_alone()
    {
        var (_, _, error) = await CommandLine.Run("score", _folder.Write("in.csv", "name\nOna\n"), "--progress", "none");

        Assert.DoesNotContain("Model: ", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string name, int minute)
    {
        var path = _folder.Write(name, "");
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, 0, minute, 0, DateTimeKind.Utc));
        return path;
    }
}
