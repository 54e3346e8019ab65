using MlPipeline.Files;

namespace MlPipeline.Tests.Data;

public sealed class OutputFileExceptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Folder_in_place_of_the_file_is_named()
    {
        Directory.CreateDirectory(_folder["sub"]);

        var exception = Assert.Throws<OutputFileException>(() => WholeFile.Write(_folder["sub"], stream => stream.WriteByte(1)));

        Assert.StartsWith(
            $"{_folder["sub"]}: the file can't be written: It is a folder. Name a file in it", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.MayPass);
    }

    [Fact]
    public void File_in_place_of_a_folder_is_named()
    {
        var file = _folder.Write("file", "x");

        var exception = Assert.Throws<OutputFileException>(
            () => WholeFile.Write(Path.Combine(file, "sub", "out"), stream => stream.WriteByte(1)));

        Assert.Contains($"{file} is a file, and no folder", exception.Message, StringComparison.Ordinal);
        Assert.Equal("x", File.ReadAllText(file));
    }

    public void Dispose() => _folder.Dispose();
}
