using MlPipeline.Files;
using MlPipeline.Training.Runs;

namespace MlPipeline.Training.Tests.Runs;

public sealed class ModelPathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("data/names.csv", "names")]
    [InlineData("cities", "cities")]
    [InlineData("/elsewhere/My cities 2.csv", "My cities 2")]
    [InlineData("miestų vardai.tsv", "miestų vardai")]
    [InlineData("a.b.csv", "a.b")]
    [InlineData("-", "stdin")]
    [InlineData("/dev/stdin", "stdin")]
    [InlineData("/dev/fd/63", "stdin")]
    [InlineData("", "model")]
    [InlineData(".csv", "model")]
    [InlineData("..csv", "model")]
    [InlineData(".hidden.csv", "hidden")]
    [InlineData("a:b*c?.csv", "a-b-c-")]
    [InlineData("two\nlines.csv", "two-lines")]
    [InlineData("lithuanian-names.csv", "lithuanian-names-trained")]
    [InlineData("Lithuanian-NAMES.tsv", "Lithuanian-NAMES-trained")]
    [InlineData("lithuanian-names .csv", "lithuanian-names-trained")]
    [InlineData("models/lithuanian-names.onnx", "lithuanian-names-trained")]
    public void Model_is_named_after_its_data_and_never_as_the_shipped_one(string data, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && data.StartsWith("/dev/", StringComparison.Ordinal), "Windows has no such devices.");

        Assert.Equal(DefaultFile.Place($"models/{expected}.onnx"), ModelPath.DefaultFor(data));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ž")]
    [InlineData("😀")]
    public void Long_name_is_cut_so_that_a_file_system_takes_it_under_its_temporary_name(string character)
    {
        var path = _folder[Path.GetFileName(ModelPath.DefaultFor(string.Concat(Enumerable.Repeat(character, 300)) + ".csv"))];

        var temporary = WholeFile.TemporaryNameOf(WholeFile.TemporaryNameOf(path) + ".onnx");

        Assert.StartsWith(character, Path.GetFileName(path), StringComparison.Ordinal);
        File.WriteAllText(temporary, "");
        Assert.True(File.Exists(temporary));
    }

    [Fact]
    public void Free_path_is_that_of_no_model_and_no_checkpoint()
    {
        _folder.Write("a-2.onnx", "");
        Directory.CreateDirectory(_folder["a-3.run"]);
        _folder.Write("a-3.run/checkpoint.safetensors", "");

        Assert.Equal(_folder["a-4.onnx"], ModelPath.FreeBeside(_folder["a.onnx"]));
        Assert.Equal(_folder["b-2"], ModelPath.FreeBeside(_folder["b"]));
    }

    public void Dispose() => _folder.Dispose();
}
