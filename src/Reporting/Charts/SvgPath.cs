using System.Text;
using static MlPipeline.Reporting.Charts.ChartNumber;

namespace MlPipeline.Reporting.Charts;

/// <summary>The outline of a shape, point by point, in pixels.</summary>
internal sealed class SvgPath
{
    private readonly StringBuilder _data = new();

    /// <summary>Whether nothing was added yet.</summary>
    public bool IsEmpty => _data.Length == 0;

    public SvgPath MoveTo(double x, double y) => Add('M', x, y);

    public SvgPath LineTo(double x, double y) => Add('L', x, y);

    /// <summary>Goes to a point in a curve that leaves and arrives level.</summary>
    public SvgPath SwingTo(double fromX, double fromY, double x, double y)
    {
        var middle = (fromX + x) / 2;
        return Add('C', middle, fromY).Add(' ', middle, y).Add(' ', x, y);
    }

    /// <summary>Adds a closed rectangle.</summary>
    public SvgPath Rectangle(double x, double y, double width, double height)
    {
        Add('M', x, y);
        _data.Append('h').Append(Coordinate(width)).Append('v').Append(Coordinate(height)).Append('h').Append(Coordinate(-width))
            .Append('z');
        return this;
    }

    /// <summary>Adds a level line of its own.</summary>
    public SvgPath Dash(double x, double y, double length)
    {
        Add('M', x, y);
        _data.Append('h').Append(Coordinate(length));
        return this;
    }

    public SvgPath Close()
    {
        _data.Append('z');
        return this;
    }

    /// <summary>The value of the attribute <c>d</c>.</summary>
    public override string ToString() => _data.ToString();

    private SvgPath Add(char command, double x, double y)
    {
        _data.Append(command).Append(Coordinate(x)).Append(' ').Append(Coordinate(y));
        return this;
    }
}
