namespace MlPipeline.Reporting.Charts;

/// <summary>
/// Where the nodes of a tree stand: a row for each name, names below each other on the right, beginnings in the middle of theirs.
/// </summary>
internal sealed class PrefixTreeLayout
{
    /// <summary>Height of a row, in pixels.</summary>
    public const double RowHeight = 18;

    private readonly List<PlacedNode> _nodes = [];
    private readonly double _left;
    private readonly double _column;
    private readonly double _names;
    private int _rows;

    /// <summary>Places a tree.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="left">Place of the root.</param>
    /// <param name="names">Place of the names.</param>
    public PrefixTreeLayout(PrefixNode root, double left, double names)
    {
        (_left, _names) = (left, names);
        _column = (names - left) / Math.Max(1, Depth(root));
        Root = Place(root, 0);
    }

    /// <summary>The root.</summary>
    public PlacedNode Root { get; }

    /// <summary>All nodes, each after its children; names from top to bottom.</summary>
    public IReadOnlyList<PlacedNode> Nodes => _nodes;

    /// <summary>Width of a level, in pixels.</summary>
    public double ColumnWidth => _column;

    /// <summary>Height of all rows, in pixels.</summary>
    public double Height => _rows * RowHeight;

    private PlacedNode Place(PrefixNode node, int depth)
    {
        PlacedNode placed;
        if (node.Children.Count == 0 && depth > 0)
        {
            placed = new PlacedNode(node, _names, (_rows++ + 0.5) * RowHeight, []);
        }
        else
        {
            List<PlacedNode> children = [.. node.Children.Select(child => Place(child, depth + 1))];
            placed = new PlacedNode(
                node, _left + (depth * _column), children.Count == 0 ? 0 : (children[0].Y + children[^1].Y) / 2, children);
        }

        _nodes.Add(placed);
        return placed;
    }

    private static int Depth(PrefixNode node) => node.Children.Count == 0 ? 0 : 1 + node.Children.Max(Depth);
}
