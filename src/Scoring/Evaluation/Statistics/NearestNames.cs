namespace MlPipeline.Scoring.Evaluation.Statistics;

/// <summary>
/// Finds the nearest of many names, exactly: names that begin alike share their rows of the table of edit distances, and a prefix is left
/// out as soon as no name with it can come nearer than the best so far.
/// </summary>
/// <remarks>Immutable, and so safe for any number of threads.</remarks>
internal sealed class NearestNames
{
    private const int Neighbours = 4;
    private const int LargestOnStack = 1024;

    private readonly string[] _names;
    private readonly NameTree _tree;

    private NearestNames(string[] names) => (_names, _tree) = (names, NameTree.Of(names));

    /// <summary>Takes the names to search in.</summary>
    /// <param name="names">At least one name, in any order; equal ones count once.</param>
    /// <exception cref="ArgumentException">There are no names.</exception>
    public static NearestNames Of(IEnumerable<string> names)
    {
        string[] sorted = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return sorted.Length > 0
            ? new NearestNames(sorted)
            : throw new ArgumentException("There is no nearest among no names: pass at least one.", nameof(names));
    }

    /// <summary>Gets whether a name is among the names.</summary>
    public bool Contains(string name) => Array.BinarySearch(_names, name, StringComparer.Ordinal) >= 0;

    /// <summary>Finds the nearest name by <see cref="EditDistance"/>; of several the ordinally first.</summary>
    /// <param name="name">Any text.</param>
    public (string Name, int Distance) Find(string name)
    {
        var place = Array.BinarySearch(_names, name, StringComparer.Ordinal);
        if (place >= 0)
            return (name, 0);

        var (best, distance) = NearestAround(~place, name);
        var width = name.Length + 1;
        var size = (_tree.Longest + 1) * width;
        var rows = size <= LargestOnStack ? stackalloc int[LargestOnStack] : new int[size];
        EditDistance.FillFirst(rows[..width]);
        var nodes = _tree.Nodes.Span;
        for (var i = 0; i < nodes.Length;)
        {
            ref readonly var node = ref nodes[i];
            var row = rows.Slice(node.Depth * width, width);
            if (node.Depth > 0)
                EditDistance.Advance(node.Letter, name, rows.Slice((node.Depth - 1) * width, width), row);
            if (node.EndsName && (row[^1] < distance || row[^1] == distance && node.FirstName < best))
                (best, distance) = (node.FirstName, row[^1]);

            i = LeastBelow(node, row) < distance + (node.FirstName < best ? 1 : 0) ? i + 1 : node.Next;
        }

        return (_names[best], distance);
    }

    // Names beside it in ordinal order begin as it does: a good bound from the start.
    private (int Name, int Distance) NearestAround(int place, string name) => Enumerable
        .Range(Math.Max(0, place - Neighbours), Math.Min(_names.Length, place + Neighbours) - Math.Max(0, place - Neighbours))
        .Select(i => (i, EditDistance.Of(_names[i], name)))
        .MinBy(found => found.Item2);

    // Whatever follows the prefix must make up for the difference between what is left of both lengths.
    private static int LeastBelow(in NameTree.Node node, ReadOnlySpan<int> row)
    {
        var (fewest, most, least) = (node.Shortest - node.Depth, node.Longest - node.Depth, int.MaxValue);
        for (var j = 0; j < row.Length; j++)
        {
            var left = row.Length - 1 - j;
            least = Math.Min(least, row[j] + Math.Max(0, Math.Max(fewest - left, left - most)));
        }

        return least;
    }
}
