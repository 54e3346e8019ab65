using MlPipeline.Training.Native;

namespace MlPipeline.Training.Tests.Native;

public sealed class TorchFilesTests : IDisposable
{
    private readonly string _first = Directory.CreateTempSubdirectory().FullName;
    private readonly string _second = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void Find_takes_each_file_from_the_first_folder_that_has_it()
    {
        var torch = Create(_second, "libtorch.so");
        var torchSharp = Create(_first, "libLibTorchSharp.so");
        Create(_second, "libLibTorchSharp.so");

        var files = TorchFiles.Find([_first, _second]);

        Assert.Equal(new TorchFiles(torch, torchSharp), files);
    }

    [Fact]
    public void Find_says_where_it_looked_for_what_is_missing()
    {
        Create(_first, "libLibTorchSharp.so");

        var e = Assert.Throws<TorchNotLoadableException>(() => TorchFiles.Find([_first, _second]));

        Assert.Equal($"libtorch.so isn't in {_first} or {_second}", e.Problem);
        Assert.Equal("Build or publish again on this system, so that the libtorch package is restored for it.", e.Remedy);
    }

    public void Dispose()
    {
        Directory.Delete(_first, recursive: true);
        Directory.Delete(_second, recursive: true);
    }

    private static string Create(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        File.WriteAllText(path, "");
        return path;
    }
}
