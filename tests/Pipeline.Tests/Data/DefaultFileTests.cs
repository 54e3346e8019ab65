using MlPipeline.Files;

namespace MlPipeline.Tests.Data;

/// <summary>Alone, because the current folder is the process's.</summary>
[Collection(nameof(Alone))]
public sealed class DefaultFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _before = Environment.CurrentDirectory;

    [Theory]
    [InlineData("")]
    [InlineData("inner/folder")]
    public void Place_is_in_the_repository_of_the_current_folder(string current)
    {
        _folder.Write("MlPipeline.sln", "");
        Directory.CreateDirectory(_folder[current]);
        Environment.CurrentDirectory = _folder[current];

        Assert.Equal(
            Path.GetFullPath(Path.Combine(Environment.CurrentDirectory, current.Length == 0 ? "" : "../..", "models/a.onnx")),
            Path.GetFullPath(DefaultFile.Place("models/a.onnx")));
    }

    [Fact]
    public void Place_is_under_the_current_folder_though_the_app_is_in_a_repository()
    {
        Environment.CurrentDirectory = _folder[""];

        Assert.Equal("models/a.onnx", DefaultFile.Place("models/a.onnx"));
    }

    [Fact]
    public void Find_takes_the_repository_of_the_app_where_the_current_folder_is_in_none()
    {
        Environment.CurrentDirectory = _folder[""];

        Assert.Equal(TestFiles.Model, DefaultFile.Find(DefaultFile.Model));
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Dispose();
    }
}
