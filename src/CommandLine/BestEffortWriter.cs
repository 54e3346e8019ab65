using System.Text;

namespace MlPipeline.CommandLine;

/// <summary>Writes as long as it can: what no one can read any more must not end the work that it tells of.</summary>
/// <param name="inner">Where the text goes.</param>
internal sealed class BestEffortWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void WriteLine() => Try(inner.WriteLine);

    public override void Flush() => Try(inner.Flush);

    // A disk that was full may have room later: each text is tried.
    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
        {
            // The stream that would say so is the one that failed.
        }
    }
}
