namespace MlPipeline.Reporting.Charts;

/// <summary>
/// Finds room for labels beside their points, one after the other: the first takes the best place, later ones what is left.
/// </summary>
/// <param name="room">No label leaves it.</param>
internal sealed class LabelPlacer(Box room)
{
    private const int Rings = 12;
    private readonly List<Box> _taken = [];

    /// <summary>Keeps labels off a rectangle.</summary>
    public void Block(Box box) => _taken.Add(box);

    /// <summary>Keeps labels off a line.</summary>
    public void BlockLine(double x1, double y1, double x2, double y2)
    {
        var steps = 1 + (int)(double.Hypot(x2 - x1, y2 - y1) / 5);
        for (var i = 0; i <= steps; i++)
            Block(Box.Around(x1 + ((x2 - x1) * i / steps), y1 + ((y2 - y1) * i / steps), 3, 3));
    }

    /// <summary>Places a label and keeps others off it.</summary>
    /// <param name="x">The point.</param>
    /// <param name="y">The point.</param>
    /// <param name="width">Of the label.</param>
    /// <param name="height">Of the label.</param>
    /// <param name="nearest">Distance of the first ring of places around the point; 0 begins at the point itself.</param>
    /// <returns>The place, or null where all places near the point are taken.</returns>
    public Box? Place(double x, double y, double width, double height, double nearest)
    {
        foreach (var (dx, dy) in Offsets(nearest))
        {
            // A wide label moves further sideways, so that it clears the point as a narrow one does.
            var box = Box.Around(x + dx + (Math.Sign(Math.Round(dx, 6)) * Math.Max(0, width - height) / 2), y + dy, width, height);
            if (room.Contains(box) && !_taken.Exists(box.Overlaps))
            {
                _taken.Add(box);
                return box;
            }
        }

        return null;
    }

    // Above first, then around in steps of 30 degrees, ring after ring.
    private static IEnumerable<(double X, double Y)> Offsets(double nearest)
    {
        if (nearest == 0)
            yield return (0, 0);
        for (var ring = 0; ring < Rings; ring++)
        {
            var radius = (nearest == 0 ? 8 : nearest) + (ring * 6);
            for (var i = 0; i < 12; i++)
                yield return (radius * Math.Sin(i * Math.PI / 6), -radius * Math.Cos(i * Math.PI / 6));
        }
    }
}
