using MlPipeline.Data;

namespace MlPipeline.Tests.Data;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Failure_in_the_middle_leaves_the_file_from_before_and_nothing_else()
    {
        _folder.Write("goal", "before");

        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(_folder["goal"], stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal(["goal"], _folder.Files);
        Assert.Equal("before", File.ReadAllText(_folder["goal"]));
    }

    [Fact]
    public void Full_disk_is_an_error_that_names_the_file()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");
        File.CreateSymbolicLink(WholeFile.TemporaryNameOf(_folder["goal"]), "/dev/full");

        var exception = Assert.Throws<OutputFileException>(() => WholeFile.Write(_folder["goal"], stream => stream.Write("text"u8)));

        Assert.Equal(_folder["goal"], exception.File);
        Assert.StartsWith($"{_folder["goal"]}: the file can't be written: No space left on device. Free some space", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Missing_folders_are_made()
    {
        WholeFile.Write(_folder["a/b/goal"], stream => stream.Write("text"u8));

        Assert.Equal("text", File.ReadAllText(_folder["a/b/goal"]));
    }

    [Fact]
    public void File_in_place_of_a_folder_is_an_error_of_the_same_kind()
    {
        _folder.Write("a", "file");

        Assert.Throws<OutputFileException>(() => WholeFile.Write(_folder["a/goal"], _ => { }));
    }

    public void Dispose() => _folder.Dispose();
}
