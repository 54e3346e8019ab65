using MlPipeline.Text;

namespace MlPipeline.Common;

/// <summary>Writes text in which a line means something: no text from elsewhere ends one.</summary>
/// <param name="inner">Where the text goes; nothing is kept back.</param>
internal class LineWriter(TextWriter inner) : VisibleWriter(inner)
{
    /// <summary>Writes one line. Line feeds at its beginning are blank lines of ours; all others come from elsewhere.</summary>
    public override void WriteLine(string? value) => base.WriteLine(Line(value ?? ""));

    /// <summary>Makes one line of a text.</summary>
    public static string Line(string text)
    {
        var line = text.TrimStart('\n');
        return new string('\n', text.Length - line.Length) + VisibleText.Escape(line);
    }
}
