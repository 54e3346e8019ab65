using static MlPipeline.Corpus.Cleaning.Profile.Markup;

namespace MlPipeline.Corpus.Cleaning.Profile;

/// <summary>Draws counts as inline SVG. Colours are classes, so that the page's style fits them to screen and paper.</summary>
/// <param name="id">Unique on the page.</param>
/// <param name="title">What is counted.</param>
/// <param name="summary">What the picture shows, for those who can't see it.</param>
internal sealed class Picture(string id, string title, string summary)
{
    private const double Width = 640;

    /// <summary>Lying bars: a row for each tally with a bar for each series, and the number after it.</summary>
    public string Bars(IReadOnlyList<Tally> tallies, double labelWidth = 64)
    {
        const double Bar = 15, Gap = 9, NumberWidth = 64;
        var series = tallies.Max(tally => tally.Counts.Count);
        var rowHeight = (series * Bar) + Gap;
        var scale = (Width - labelWidth - NumberWidth) / Math.Max(1, tallies.Max(tally => tally.Counts.Max()));
        var svg = Begin(tallies.Count * rowHeight);
        for (var row = 0; row < tallies.Count; row++)
        {
            var (label, counts) = (tallies[row].Label, tallies[row].Counts);
            var top = (row * rowHeight) + (Gap / 2);
            svg.Write($"""<text class="label" x="{Length(labelWidth - 8)}" y="{Length(top + (series * Bar / 2) + 4.5)}" text-anchor="end">{Label(label)}</text>""");
            for (var i = 0; i < counts.Count; i++)
            {
                var (y, width) = (top + (i * Bar), counts[i] * scale);
                if (counts[i] > 0)
                    svg.Write($"""<rect class="bar s{i}" x="{Length(labelWidth)}" y="{Length(y + 0.5)}" width="{Length(Math.Max(width, 0.5))}" height="{Length(Bar - 1)}"><title>{Label(label)}: {Number(counts[i])}</title></rect>""");
                svg.Write($"""<text class="number" x="{Length(labelWidth + width + 5)}" y="{Length(y + (Bar / 2) + 4)}">{Number(counts[i])}</text>""");
            }
        }

        return svg + "</svg>";
    }

    /// <summary>Standing bars of one series over a scale.</summary>
    public string Columns(IReadOnlyList<Tally> tallies)
    {
        const double Left = 48, Top = 12, Height = 190, Foot = 24;
        var step = NiceStep(tallies.Max(tally => tally.Total));
        var highest = Math.Max(step, (tallies.Max(tally => tally.Total) + step - 1) / step * step);
        var pitch = (Width - Left) / tallies.Count;
        var svg = Begin(Top + Height + Foot);
        for (var value = 0; value <= highest; value += step)
        {
            var y = Top + Height - (Height * value / highest);
            svg.Write($"""<line class="grid" x1="{Length(Left)}" x2="{Length(Width)}" y1="{Length(y)}" y2="{Length(y)}"/>""");
            svg.Write($"""<text class="number" x="{Length(Left - 6)}" y="{Length(y + 4)}" text-anchor="end">{Number(value)}</text>""");
        }

        var bar = Math.Min(pitch * 0.78, 44);
        for (var i = 0; i < tallies.Count; i++)
        {
            var (height, middle) = (Height * tallies[i].Total / highest, Left + ((i + 0.5) * pitch));
            svg.Write($"""<rect class="bar s0" x="{Length(middle - (bar / 2))}" y="{Length(Top + Height - height)}" width="{Length(bar)}" height="{Length(height)}"><title>{Label(tallies[i].Label)}: {Number(tallies[i].Total)}</title></rect>""");
            svg.Write($"""<text class="label" x="{Length(middle)}" y="{Length(Top + Height + 17)}" text-anchor="middle">{Label(tallies[i].Label)}</text>""");
        }

        return svg + "</svg>";
    }

    private StringWriter Begin(double height)
    {
        var svg = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        svg.Write($"""<svg viewBox="0 0 {Length(Width)} {Length(height)}" role="img" aria-labelledby="{id}-title {id}-summary">""");
        svg.Write($"""<title id="{id}-title">{Escape(title)}</title><desc id="{id}-summary">{Encode(summary)}</desc>""");
        return svg;
    }

    // 1, 2 or 5 times a power of ten, about five to the highest.
    private static int NiceStep(int highest)
    {
        var power = 1;
        while (power * 50L < highest)
            power *= 10;
        return power * (highest <= power * 10L ? 2 : highest <= power * 25L ? 5 : 10);
    }
}
