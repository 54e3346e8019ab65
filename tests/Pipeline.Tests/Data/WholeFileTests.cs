using System.IO.Pipes;
using MlPipeline.Files;

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
    public void Probe_makes_nothing_and_refuses_what_cannot_be_written()
    {
        _folder.Write("file", "before");
        Directory.CreateDirectory(_folder["folder"]);

        WholeFile.Probe(_folder["new/and/newer/goal"]);
        WholeFile.Probe(_folder["file"]);

        Assert.Contains(
            "is a file, and no folder", Assert.Throws<OutputFileException>(() => WholeFile.Probe(_folder["file/goal"])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "It is a folder", Assert.Throws<OutputFileException>(() => WholeFile.Probe(_folder["folder"])).Message,
            StringComparison.Ordinal);
        Assert.Equal(["file"], _folder.Files);
        Assert.Equal("before", File.ReadAllText(_folder["file"]));
        Assert.False(Directory.Exists(_folder["new"]));
    }

    [Fact]
    public void Full_disk_is_an_error_that_names_the_file()
    {
        Assert.SkipUnless(TestFiles.HasFullDevice, "This system has no device /dev/full.");
        File.CreateSymbolicLink(_folder["goal"], "/dev/full");

        var exception = Assert.Throws<OutputFileException>(() => WholeFile.Write(_folder["goal"], stream => stream.Write("text"u8)));

        Assert.Equal(_folder["goal"], exception.File);
        Assert.StartsWith(
            $"{_folder["goal"]}: the file can't be written: No space left on device. Free some space", exception.Message,
            StringComparison.Ordinal);
        Assert.Equal(["goal"], _folder.Files);
    }

    [Fact]
    public void Two_that_write_the_same_file_never_mix()
    {
        WholeFile.Write(_folder["goal"], stream =>
        {
            stream.Write("first"u8);
            stream.Flush();
            var exception = Assert.Throws<OutputFileException>(
                () => WholeFile.Write(_folder["goal"], second => second.Write("2"u8), _folder["half"]));
            Assert.True(exception.MayPass);
        }, _folder["half"]);

        Assert.Equal(["goal"], _folder.Files);
        Assert.Equal("first", File.ReadAllText(_folder["goal"]));
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

    [Fact]
    public void Place_that_takes_no_files_is_an_error_of_the_same_kind()
    {
        Assert.SkipUnless(Directory.Exists("/proc"), "This system has no /proc.");

        var exception = Assert.Throws<OutputFileException>(() => WholeFile.Write("/proc/goal", stream => stream.Write("text"u8)));

        Assert.StartsWith("/proc/goal: the file can't be written: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_in_place_of_the_file_is_an_error_of_the_same_kind()
    {
        Directory.CreateDirectory(_folder["goal/inside"]);

        Assert.Throws<OutputFileException>(() => WholeFile.Write(_folder["goal"], stream => stream.Write("text"u8)));

        Assert.True(Directory.Exists(_folder["goal/inside"]));
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void File_of_before_is_replaced_at_once_at_the_end()
    {
        _folder.Write("goal", "before, and longer");

        WholeFile.Write(_folder["goal"], stream =>
        {
            stream.Write("after"u8);
            Assert.Equal("before, and longer", File.ReadAllText(_folder["goal"]));
        });

        Assert.Equal("after", File.ReadAllText(_folder["goal"]));
        Assert.Equal(["goal"], _folder.Files);
    }

    // A rename would put a file in its place: as root, /dev/null would be gone.
    [Fact]
    public void Pipe_is_written_straight()
    {
        Assert.SkipUnless(Directory.Exists("/dev/fd"), "This system has no /dev/fd.");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);

        WholeFile.Write($"/dev/fd/{pipe.GetClientHandleAsString()}", stream => stream.Write("text"u8));

        pipe.DisposeLocalCopyOfClientHandle();
        using var reader = new StreamReader(pipe);
        Assert.Equal("text", reader.ReadToEnd());
    }

    [Fact]
    public void Finished_file_is_not_renamed_over_a_device()
    {
        Assert.SkipUnless(Directory.Exists("/dev/fd"), "This system has no /dev/fd.");

        var exception = Assert.Throws<OutputFileException>(() => WholeFile.Commit(_folder.Write("finished", "text"), "/dev/fd/goal"));

        Assert.Contains("It is a device", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
