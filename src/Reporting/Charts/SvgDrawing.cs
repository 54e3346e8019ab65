using System.Globalization;
using System.Text;
using static MlPipeline.Reporting.Charts.ChartNumber;
using static MlPipeline.Reporting.Charts.ChartText;

namespace MlPipeline.Reporting.Charts;

/// <summary>
/// Inline SVG, element by element. Colours are classes, so that <see cref="ChartStyle"/> fits them to screen and paper; text is
/// escaped here and nowhere else.
/// </summary>
/// <remarks>
/// Without a namespace, as HTML wants it: a page of charts holds no address at all. A file of its own needs <c>xmlns</c>.
/// </remarks>
internal sealed class SvgDrawing
{
    /// <summary>Width of every chart, in pixels of its own.</summary>
    public const double Width = 720;

    /// <summary>Size of text, in pixels: of names and labels, and of numbers.</summary>
    public const double LabelSize = 13, NumberSize = 11.5;

    private readonly StringBuilder _body = new();

    /// <summary>Opens a group, whose class its elements inherit from.</summary>
    public void Open(string style) => _body.Append(CultureInfo.InvariantCulture, $"<g class=\"{style}\">\n");

    public void Close() => _body.Append("</g>\n");

    public void Line(string style, double x1, double y1, double x2, double y2) => _body.Append(
        CultureInfo.InvariantCulture,
        $"<line class=\"{style}\" x1=\"{Coordinate(x1)}\" y1=\"{Coordinate(y1)}\" x2=\"{Coordinate(x2)}\" y2=\"{Coordinate(y2)}\"/>\n");

    public void Rectangle(string style, double x, double y, double width, double height, string? title = null, double radius = 0)
    {
        _body.Append(
            CultureInfo.InvariantCulture,
            $"<rect class=\"{style}\" x=\"{Coordinate(x)}\" y=\"{Coordinate(y)}\" width=\"{Coordinate(width)}\" " +
                $"height=\"{Coordinate(height)}\"");
        if (radius > 0)
            _body.Append(CultureInfo.InvariantCulture, $" rx=\"{Coordinate(radius)}\"");
        End("rect", title);
    }

    /// <summary>Draws a shape.</summary>
    /// <param name="style">Class.</param>
    /// <param name="path">Outline.</param>
    /// <param name="width">Of the stroke, where it is a number of the data rather than a matter of style.</param>
    /// <param name="opacity">Of the stroke, likewise.</param>
    /// <param name="title">Shown under a pointer.</param>
    public void Shape(string style, SvgPath path, double? width = null, double? opacity = null, string? title = null)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<path class=\"{style}\"");
        if (width is { } pixels)
            _body.Append(CultureInfo.InvariantCulture, $" stroke-width=\"{pixels:0.##}\"");
        if (opacity is { } share)
            _body.Append(CultureInfo.InvariantCulture, $" stroke-opacity=\"{share:0.##}\"");
        _body.Append(CultureInfo.InvariantCulture, $" d=\"{path}\"");
        End("path", title);
    }

    public void Text(string style, double x, double y, string text, TextAnchor anchor = TextAnchor.Start)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<text class=\"{style}\" x=\"{Coordinate(x)}\" y=\"{Coordinate(y)}\"");
        if (anchor != TextAnchor.Start)
            _body.Append(CultureInfo.InvariantCulture, $" text-anchor=\"{(anchor == TextAnchor.Middle ? "middle" : "end")}\"");
        _body.Append(CultureInfo.InvariantCulture, $">{Escape(text)}</text>\n");
    }

    /// <summary>Returns the whole chart.</summary>
    /// <param name="head">Its names.</param>
    /// <param name="numbers">The numbers that matter, as text.</param>
    /// <param name="height">In pixels.</param>
    public string Finish(ChartHead head, string numbers, double height)
    {
        var description = head.Summary.Length == 0 ? numbers : $"{head.Summary} {numbers}";
        return $"<svg class=\"chart\" viewBox=\"0 0 {Coordinate(Width)} {Coordinate(height)}\" preserveAspectRatio=\"xMinYMin\" " +
            $"role=\"img\" aria-labelledby=\"{head.Id}-title {head.Id}-desc\">\n" +
            $"<title id=\"{head.Id}-title\">{Escape(head.Title)}</title>\n<desc " +
                $"id=\"{head.Id}-desc\">{Escape(description)}</desc>\n{_body}</svg>";
    }

    private void End(string element, string? title)
    {
        if (title is null)
            _body.Append("/>\n");
        else
            _body.Append(CultureInfo.InvariantCulture, $"><title>{Escape(title)}</title></{element}>\n");
    }
}
