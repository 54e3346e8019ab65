using System.Runtime.Versioning;
using MlPipeline.Files;

namespace MlPipeline.Tests.Data;

/// <summary>What an output is decides how it is written.</summary>
[SupportedOSPlatform("linux")]
public sealed class OutputKindTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly TemporaryFolder _folder = new();

    public OutputKindTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "These kinds of files are of Linux.");

    [Theory]
    [InlineData(Private)]
    [InlineData(Private | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserRead)]
    public void Replaced_file_keeps_its_mode_and_never_had_another(UnixFileMode mode)
    {
        File.SetUnixFileMode(_folder.Write("goal", "before"), mode);

        WholeFile.Write(_folder["goal"], stream =>
        {
            stream.Write("after"u8);
            Assert.Equal(mode, File.GetUnixFileMode(WholeFile.TemporaryNameOf(_folder["goal"])));
        });

        Assert.Equal(mode, File.GetUnixFileMode(_folder["goal"]));
        Assert.Equal("after", File.ReadAllText(_folder["goal"]));
    }

    [Fact]
    public void New_file_has_the_mode_that_any_program_would_give_it()
    {
        WholeFile.Write(_folder["goal"], stream => stream.Write("text"u8));

        Assert.Equal(File.GetUnixFileMode(_folder.Write("by .NET", "text")), File.GetUnixFileMode(_folder["goal"]));
    }

    [Fact]
    public void Files_that_belong_together_keep_their_modes_too()
    {
        File.SetUnixFileMode(_folder.Write("a", "before"), Private);

        WholeFiles.Write([(_folder["a"], "after"u8.ToArray()), (_folder["b"], "new"u8.ToArray())]);

        Assert.Equal(Private, File.GetUnixFileMode(_folder["a"]));
        Assert.Equal(("after", "new"), (File.ReadAllText(_folder["a"]), File.ReadAllText(_folder["b"])));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Target_of_a_link_is_replaced_and_the_link_stays(bool isThere)
    {
        Directory.CreateDirectory(_folder["far"]);
        if (isThere)
            File.SetUnixFileMode(_folder.Write("far/target", "before"), Private);
        File.CreateSymbolicLink(_folder["link"], "far/middle");
        File.CreateSymbolicLink(_folder["far/middle"], "target");

        WholeFile.Write(_folder["link"], stream => stream.Write("after"u8));

        Assert.Equal("far/middle", new FileInfo(_folder["link"]).LinkTarget);
        Assert.Equal("after", File.ReadAllText(_folder["far/target"]));
        Assert.Null(new FileInfo(_folder["far/target"]).LinkTarget);
        Assert.Equal(["far/middle", "far/target", "link"], _folder.Files);
        if (isThere)
            Assert.Equal(Private, File.GetUnixFileMode(_folder["far/target"]));
    }

    [Fact]
    public void Links_that_lead_round_in_a_circle_are_an_error()
    {
        File.CreateSymbolicLink(_folder["a"], "b");
        File.CreateSymbolicLink(_folder["b"], "a");

        Assert.Contains(
            "leads to itself", Assert.Throws<OutputFileException>(() => WholeFile.Probe(_folder["a"])).Message, StringComparison.Ordinal);
        Assert.Throws<OutputFileException>(() => WholeFile.Write(_folder["a"], stream => stream.Write("text"u8)));
    }

    [Fact]
    public async Task Pipe_with_a_name_is_written_and_stays_a_pipe()
    {
        await TestProcess.Run("mkfifo", _folder["pipe"]);
        var reader = Task.Run(() => File.ReadAllText(_folder["pipe"]), TestContext.Current.CancellationToken);

        WholeFiles.Write([(_folder["file"], "1"u8.ToArray()), (_folder["pipe"], "names"u8.ToArray())]);

        Assert.Equal("names", await reader.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.True(WholeFile.IsDevice(_folder["pipe"]));
        Assert.Equal("1", File.ReadAllText(_folder["file"]));
    }

    [Theory]
    [InlineData("symbolic link")]
    [InlineData("dangling link")]
    [InlineData("hard link")]
    [InlineData("pipe")]
    [InlineData("leftover")]
    public async Task What_was_put_at_the_temporary_name_is_neither_followed_nor_written_to(string kind)
    {
        _folder.Write("victim", "precious");
        var temporary = WholeFile.TemporaryNameOf(_folder["goal"]);
        if (kind is "symbolic link" or "dangling link")
            File.CreateSymbolicLink(temporary, _folder[kind == "dangling link" ? "nowhere" : "victim"]);
        else if (kind == "leftover")
            File.WriteAllText(temporary, "half a file, and a longer one than what follows");
        else
            await (kind == "pipe" ? TestProcess.Run("mkfifo", temporary) : TestProcess.Run("ln", _folder["victim"], temporary));

        WholeFile.Write(_folder["goal"], stream => stream.Write("text"u8));
        WholeFile.Probe(_folder["goal"]);

        Assert.Equal("text", File.ReadAllText(_folder["goal"]));
        Assert.Null(new FileInfo(_folder["goal"]).LinkTarget);
        Assert.Equal("precious", File.ReadAllText(_folder["victim"]));
        Assert.Equal(["goal", "victim"], _folder.Files);
    }

    [Fact]
    public void File_of_a_name_that_the_program_chose_is_replaced_itself()
    {
        _folder.Write("victim", "precious");
        File.CreateSymbolicLink(_folder["in.csv.index"], "victim");

        WholeFile.WriteOwn(_folder["in.csv.index"], stream => stream.Write("index"u8));

        Assert.Null(new FileInfo(_folder["in.csv.index"]).LinkTarget);
        Assert.Equal(("index", "precious"), (File.ReadAllText(_folder["in.csv.index"]), File.ReadAllText(_folder["victim"])));
    }

    [Theory]
    [InlineData("a/x", "a/../a/./x", true)]
    [InlineData("a/x", "link/x", true)]
    [InlineData("a/x", "dangling", true)]
    [InlineData("a/x", "link/../x", false)]
    [InlineData("a/x", "a/X", false)]
    [InlineData("a/x", "x", false)]
    [InlineData("a", "link", true)]
    public void Files_that_are_not_there_yet_are_known_by_their_folders(string one, string other, bool expected)
    {
        Directory.CreateDirectory(_folder["a"]);
        File.CreateSymbolicLink(_folder["link"], "a");
        File.CreateSymbolicLink(_folder["dangling"], "link/x");

        Assert.Equal(expected, FileIdentity.Of(_folder[one]).IsSameAs(FileIdentity.Of(_folder[other])));
    }

    public void Dispose() => _folder.Dispose();
}
