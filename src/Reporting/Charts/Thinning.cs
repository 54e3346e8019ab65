namespace MlPipeline.Reporting.Charts;

/// <summary>Leaves out points that a picture can't show, and keeps every peak, valley and gap: the line looks the same.</summary>
internal static class Thinning
{
    private const int KeptOfABlock = 7;

    /// <summary>Thins out a line.</summary>
    /// <param name="points">In the order in which they are joined.</param>
    /// <param name="x">
    /// Lying axis: of a line that runs from one side to the other, blocks are equally wide on it; of others they hold equally many points.
    /// </param>
    /// <param name="most">How many may be left; a line that has no more stays as it is.</param>
    /// <returns>
    /// The points that are kept, in their order: of each block the first, the last, the lowest, the highest, the ends of intervals that
    /// reach furthest, and a gap.
    /// </returns>
    public static IReadOnlyList<LinePoint> Thin(IReadOnlyList<LinePoint> points, LinearScale x, int most)
    {
        if (points.Count <= most)
            return points;
        var count = Math.Max(1, most / KeptOfABlock);
        var blocks = points.Index().ToLookup(BlockOf(points, x, count), point => point.Index);
        return [.. Enumerable.Range(0, count).SelectMany(block => Keep(points, [.. blocks[block]])).Select(i => points[i])];
    }

    private static Func<(int Index, LinePoint Point), int> BlockOf(IReadOnlyList<LinePoint> points, LinearScale x, int count)
    {
        // A point without a place stays with its predecessor.
        var places = new double[points.Count];
        var place = points.Select(point => point.X).Where(LinearScale.Shows).Select(x.Position).FirstOrDefault();
        for (var i = 0; i < places.Length; i++)
            places[i] = place = LinearScale.Shows(points[i].X) ? x.Position(points[i].X) : place;

        var width = places[^1] - places[0];
        var isRising = width > 0 && places.Zip(places.Skip(1)).All(pair => pair.First <= pair.Second);
        return isRising
            ? point => Math.Min(count - 1, (int)((places[point.Index] - places[0]) / width * count))
            : point => (int)((long)point.Index * count / points.Count);
    }

    private static SortedSet<int> Keep(IReadOnlyList<LinePoint> points, IReadOnlyList<int> block)
    {
        if (block.Count <= KeptOfABlock)
            return [.. block];
        SortedSet<int> kept = [block[0], block[^1]];
        var shown = block.Where(i => double.IsFinite(points[i].X) && double.IsFinite(points[i].Y)).ToList();
        if (shown.Count > 0)
        {
            kept.Add(shown.MinBy(i => points[i].Y));
            kept.Add(shown.MaxBy(i => points[i].Y));
        }

        if (shown.Count < block.Count)
            kept.Add(block.Except(shown).First());
        var banded = shown.Where(i => double.IsFinite(points[i].Low) && double.IsFinite(points[i].High)).ToList();
        if (banded.Count > 0)
        {
            kept.Add(banded.MinBy(i => points[i].Low));
            kept.Add(banded.MaxBy(i => points[i].High));
        }

        return kept;
    }
}
