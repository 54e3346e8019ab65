using System.Text;
using MlPipeline.Text;

namespace MlPipeline.Common;

/// <summary>Writes text for a reader's eyes: what <see cref="VisibleText"/> replaces never passes, but for line ends and tabs.</summary>
/// <param name="inner">Where the text goes; closed with this.</param>
internal class VisibleWriter(TextWriter inner) : TextWriter
{
    private const string Kept = "\r\n\t";

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value) => inner.Write(VisibleText.Escape(value ?? "", Kept));

    public override void WriteLine(ReadOnlySpan<char> buffer) => WriteLine(buffer.ToString());

    public override void WriteLine(string? value)
    {
        Write(value);
        inner.WriteLine();
    }

    public override void WriteLine() => inner.WriteLine();

    public override void Flush() => inner.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
