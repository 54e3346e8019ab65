using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

/// <summary>Alone, because the temporary folder is the process's.</summary>
[Collection(nameof(Alone))]
public sealed class ModelStreamTests : IDisposable
{
    private const string Variable = "TMPDIR";
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _bytes = File.ReadAllBytes(TestFiles.Model);

    public ModelStreamTests()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows(), "The temporary folder is chosen by TMPDIR on Unix alone.");
        Environment.SetEnvironmentVariable(Variable, _folder[""]);
    }

    [Fact]
    public void Nothing_stays_of_a_model_that_opens()
    {
        using var stream = new MemoryStream([9, 9, .. _bytes]) { Position = 2 };
        using var model = OnnxCharacterModel.Open(stream);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder[""]));
        Assert.Equal(stream.Length, stream.Position);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Bytes_that_are_no_model_are_those_of_the_stream()
    {
        AssertRefused(new MemoryStream(), "the stream: it is cut off, or no ONNX model at all (0 bytes)");
        AssertRefused(new MemoryStream(_bytes[..^9]), "the stream: it is cut off");
        AssertRefused(
            new MemoryStream("name,gender\nOna,female\n"u8.ToArray()), "the stream: it is cut off, or no ONNX model at all (23 bytes)");
    }

    [Fact]
    public void Stream_that_cannot_be_read_is_named()
    {
        var closed = new MemoryStream(_bytes);
        closed.Dispose();

        AssertRefused(closed, "the stream: it can't be read");
        AssertRefused(
            new FileStream(_folder.Write("write.only", ""), FileMode.Open, FileAccess.Write), "the stream: it can't be read", left: 1);
    }

    [Fact]
    public void Stream_that_fails_is_named_with_its_reason() =>
        AssertRefused(new FailingStream(_bytes), "the stream: reading it failed: scripted");

    [Fact]
    public void Temporary_folder_that_is_missing_is_named()
    {
        Environment.SetEnvironmentVariable(Variable, _folder["gone"]);

        AssertRefused(
            new MemoryStream(_bytes),
            $"the stream: ONNX Runtime needs a copy of it, which can't be written to the temporary folder {_folder["gone"]}");
    }

    [Fact]
    public void Temporary_folder_that_is_full_is_named()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fd"), "There is no /proc, where no one can write.");
        Environment.SetEnvironmentVariable(Variable, "/proc");

        AssertRefused(new MemoryStream(_bytes), "can't be written to the temporary folder /proc/");
    }

    [Fact]
    public void Path_needs_no_temporary_folder()
    {
        Environment.SetEnvironmentVariable(Variable, _folder["gone"]);

        using var model = OnnxCharacterModel.Open(TestFiles.Model);

        Assert.Equal(320, model.Manifest.Hidden);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        _folder.Dispose();
    }

    private void AssertRefused(Stream stream, string expected, int left = 0)
    {
        using (stream)
        {
            var exception = Assert.Throws<ModelFileException>(() => OnnxCharacterModel.Open(stream));

            Assert.Equal("the stream", exception.File);
            Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("model.onnx", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', exception.Message);
            Assert.Equal(left, Directory.EnumerateFileSystemEntries(_folder[""]).Count());
        }
    }

    private sealed class FailingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position > 100_000 ? throw new InvalidDataException("scripted") : base.Read(buffer, offset, count);
    }
}
