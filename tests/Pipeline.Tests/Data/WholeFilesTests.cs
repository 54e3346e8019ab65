using MlPipeline.Files;

namespace MlPipeline.Tests.Data;

public sealed class WholeFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void All_files_are_written()
    {
        WholeFiles.Write([(_folder["new/a"], "1"u8.ToArray()), (_folder["new/b"], "2"u8.ToArray())]);

        Assert.Equal(("1", "2"), (File.ReadAllText(_folder["new/a"]), File.ReadAllText(_folder["new/b"])));
        Assert.Equal(2, Directory.GetFiles(_folder["new"]).Length);
    }

    [Fact]
    public void None_is_written_where_one_cannot_be()
    {
        _folder.Write("a", "before");
        _folder.Write("file", "");

        var error = Assert.Throws<OutputFileException>(
            () => WholeFiles.Write([(_folder["a"], "after"u8.ToArray()), (_folder["file/b"], "2"u8.ToArray())]));

        Assert.Equal(_folder["file/b"], error.File);
        Assert.Equal("before", File.ReadAllText(_folder["a"]));
        Assert.Equal(["a", "file"], Directory.GetFileSystemEntries(_folder[""]).Select(Path.GetFileName).Order());
    }

    public void Dispose() => _folder.Dispose();
}
