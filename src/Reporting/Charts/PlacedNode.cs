namespace MlPipeline.Reporting.Charts;

/// <summary>A node of a tree with its place.</summary>
/// <param name="Node">The node.</param>
/// <param name="X">From the left, in pixels.</param>
/// <param name="Y">From the first row's upper edge, in pixels.</param>
/// <param name="Children">From top to bottom.</param>
internal sealed record PlacedNode(PrefixNode Node, double X, double Y, IReadOnlyList<PlacedNode> Children);
