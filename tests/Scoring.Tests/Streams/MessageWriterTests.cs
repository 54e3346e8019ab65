using MlPipeline.CommandLine;

namespace MlPipeline.Scoring.Tests.Streams;

public sealed class MessageWriterTests
{
    [Fact]
    public void Message_is_one_line_whatever_it_holds()
    {
        var inner = new StringWriter { NewLine = "\n" };
        var messages = new MessageWriter(inner);

        messages.WriteLine("\nNext: a\nerror: forged\u001b[2J\r");
        messages.WriteLine();
        messages.Write("\r50 % \u009b");

        Assert.Equal("\nNext: a⟨U+000A⟩error: forged⟨U+001B⟩[2J⟨U+000D⟩\n\n\r50 % ⟨U+009B⟩", inner.ToString());
    }

    [Fact]
    public void Stream_that_fails_ends_nothing()
    {
        var messages = new MessageWriter(new FullWriter());

        messages.WriteLine("text");
        messages.Write('c');
        messages.Raw.Write("text");
        messages.Flush();
    }

    private sealed class FullWriter : StringWriter
    {
        public override void Write(char value) => throw new IOException("No space left on device", 28);

        public override void Write(string? value) => throw new IOException("No space left on device", 28);

        public override void WriteLine() => throw new ObjectDisposedException("stream");

        public override void Flush() => throw new UnauthorizedAccessException();
    }
}
