namespace MlPipeline.Evaluation.Names;

/// <summary>
/// Finds the nearest of many names, exactly: names that begin alike share their rows of the table of edit distances, and a prefix is left
/// out as soon as no name with it can come nearer than the best so far.
/// </summary>
/// <remarks>Immutable, and so safe for any number of threads.</remarks>
internal sealed class NearestNames
{
    private const int Neighbours = 4;
    private const int DeepestOnStack = 64;

    private readonly string[] _names, _shown;
    private readonly NameTree _tree;

    private NearestNames(string[] names, string[] shown) => (_names, _shown, _tree) = (names, shown, NameTree.Of(names));

    /// <summary>Takes the names to search in.</summary>
    /// <param name="names">At least one name, in any order; equal ones count once.</param>
    /// <exception cref="ArgumentException">There are no names.</exception>
    public static NearestNames Of(IEnumerable<string> names)
    {
        var sorted = names.Select(name => (Name: CodePoints.Narrow(name), Shown: name))
            .DistinctBy(name => name.Name, StringComparer.Ordinal).OrderBy(name => name.Name, StringComparer.Ordinal).ToList();
        return sorted.Count > 0
            ? new NearestNames([.. sorted.Select(name => name.Name)], [.. sorted.Select(name => name.Shown)])
            : throw new ArgumentException("There is no nearest among no names: pass at least one.", nameof(names));
    }

    /// <summary>Finds the nearest name by <see cref="EditDistance"/>; of several the ordinally first.</summary>
    /// <param name="name">Any text.</param>
    public (string Name, int Distance) Find(string name)
    {
        name = CodePoints.Narrow(name);
        var place = Array.BinarySearch(_names, name, StringComparer.Ordinal);
        if (place >= 0)
            return (_shown[place], 0);

        if (name.Length is 0 or > DistanceRow.LongestText)
            return Shown(NearestIn(0, _names.Length, name));

        // Names beside it in ordinal order begin as it does: a good bound from the start.
        var (best, distance) = NearestIn(Math.Max(0, ~place - Neighbours), Math.Min(_names.Length, ~place + Neighbours), name);
        var places = _tree.PlacesIn(name);
        var rows = _tree.Longest < DeepestOnStack ? stackalloc DistanceRow[DeepestOnStack] : new DistanceRow[_tree.Longest + 1];
        rows[0] = DistanceRow.First(name.Length);
        var nodes = _tree.Nodes.Span;
        for (var i = 0; i < nodes.Length;)
        {
            ref readonly var node = ref nodes[i];
            if (node.Depth > 0)
                rows[node.Depth] = rows[node.Depth - 1].Next(places[node.Letter], name.Length);
            ref readonly var row = ref rows[node.Depth];
            if (node.EndsName && (row.Last < distance || row.Last == distance && node.FirstName < best))
                (best, distance) = (node.FirstName, row.Last);

            var least = Math.Max(row.Least(node.Depth, name.Length), Math.Max(node.Shortest - name.Length, name.Length - node.Longest));
            i = least < distance || least == distance && node.FirstName < best ? i + 1 : node.Next;
        }

        return Shown((best, distance));
    }

    private (string Name, int Distance) Shown((int Name, int Distance) found) => (_shown[found.Name], found.Distance);

    private (int Name, int Distance) NearestIn(int from, int to, string name) =>
        Enumerable.Range(from, to - from).Select(i => (i, EditDistance.Of(_names[i], name))).MinBy(found => found.Item2);
}
