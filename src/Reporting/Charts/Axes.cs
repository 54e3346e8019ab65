using static MlPipeline.Reporting.Charts.SvgDrawing;

namespace MlPipeline.Reporting.Charts;

/// <summary>Draws axes around a plot: lines of the grid, numbers, and what they count.</summary>
internal static class Axes
{
    /// <summary>Height of the name of the upright axis, which stands level above it, where it is read without turning the head.</summary>
    public const double NameHeight = 22;

    /// <summary>Height of the numbers of the lying axis together with its name.</summary>
    public const double FootHeight = 42;

    /// <summary>Room that the numbers of an upright axis need.</summary>
    public static double NumbersWidth(LinearScale scale) => 10 + scale.Ticks.Max(tick => ChartText.Width(tick.Text, NumberSize));

    /// <summary>Draws the upright axis on the left of the plot.</summary>
    public static void DrawUpright(SvgDrawing drawing, Box plot, LinearScale scale, string name)
    {
        drawing.Text("label", 0, plot.Top - 12, ChartText.Cut(name, Width, LabelSize));
        foreach (var (value, text) in scale.Ticks)
        {
            var y = scale.Position(value);
            drawing.Line("grid", plot.Left, y, plot.Right, y);
            drawing.Text("number", plot.Left - 7, y + 4, text, TextAnchor.End);
        }
    }

    /// <summary>Draws the lying axis below the plot.</summary>
    public static void DrawLying(SvgDrawing drawing, Box plot, LinearScale scale, string name)
    {
        foreach (var (value, text) in scale.Ticks)
        {
            var x = scale.Position(value);
            drawing.Line("grid", x, plot.Top, x, plot.Bottom);
            drawing.Text("number", x, plot.Bottom + 16, text, TextAnchor.Middle);
        }

        DrawLyingName(drawing, plot, name);
    }

    /// <summary>Draws the name of the lying axis only.</summary>
    public static void DrawLyingName(SvgDrawing drawing, Box plot, string name)
    {
        var text = ChartText.Cut(name, Width, LabelSize);
        var half = Math.Min(ChartText.Width(text, LabelSize), Width) / 2;
        drawing.Text("label", Math.Clamp((plot.Left + plot.Right) / 2, half, Width - half), plot.Bottom + 36, text, TextAnchor.Middle);
    }
}
