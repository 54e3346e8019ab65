using MlPipeline.Common;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MlPipeline.Training;

/// <summary>Writes messages to the console, a line each.</summary>
/// <remarks>
/// In this namespace it is found before Spectre.Console's own method, which would break a line at the terminal's width (a
/// command copied from there would be broken too) and let text from files and pages steer the terminal.
/// </remarks>
internal static class ConsoleLines
{
    /// <summary>Writes one line, whatever its length; line feeds at its beginning are blank lines.</summary>
    public static void WriteLine(this IAnsiConsole console, string message) => console.Write(new Line(LineWriter.Line(message)));

    /// <summary>Writes a blank line.</summary>
    public static void WriteLine(this IAnsiConsole console) => console.WriteLine("");

    private sealed class Line(string text) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            foreach (var part in text.Split('\n'))
            {
                yield return new Segment(part);
                yield return Segment.LineBreak;
            }
        }
    }
}
