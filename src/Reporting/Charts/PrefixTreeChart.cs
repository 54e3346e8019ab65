using static MlPipeline.Reporting.Charts.SvgDrawing;

namespace MlPipeline.Reporting.Charts;

/// <summary>The most probable names as a tree that forks where they part; edges are as wide as their beginnings are likely.</summary>
internal sealed class PrefixTreeChart
{
    private const double Top = 6, Left = 10, WidestEdge = 16, ThinnestEdge = 0.8, NameColumn = 300;
    private readonly SvgDrawing _drawing = new();
    private readonly PrefixTreeLayout _layout;
    private readonly double _scale;
    private readonly bool _hasPercent;
    private readonly int _decimals;

    private PrefixTreeChart(PrefixNode root)
    {
        _decimals = ChartNumber.Decimals(
            100 * Leaves(root).Select(leaf => leaf.Probability).Where(probability => probability > 0).DefaultIfEmpty(1).Min());
        var longest = Leaves(root)
            .Select(leaf => ChartText.Width(Name(leaf), LabelSize) + ChartText.Width("  " + Percent(leaf), NumberSize)).DefaultIfEmpty()
                .Max();
        _layout = new PrefixTreeLayout(root, Left, Width - Math.Min(NameColumn, longest + 12));
        _scale = WidestEdge / Math.Max(root.Children.Select(child => child.Probability).DefaultIfEmpty().Max(), double.Epsilon);
        _hasPercent = _layout.Nodes.Where(IsFork)
            .All(fork => ChartText.Width($"{Name(fork.Node)} {Percent(fork.Node)}", NumberSize) + 12 < _layout.ColumnWidth);
    }

    /// <summary>Writes the chart as SVG.</summary>
    /// <param name="head">Its names.</param>
    /// <param name="names">Different names with their probabilities, in any order.</param>
    /// <param name="options">How it is drawn.</param>
    /// <exception cref="ArgumentException">A name comes twice, or a probability isn't a number in [0, 1].</exception>
    public static string Write(ChartHead head, IReadOnlyList<(string Name, double Probability)> names, PrefixTreeOptions? options = null)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, probability) in names)
        {
            if (!seen.Add(name))
                throw new ArgumentException($"'{name}' comes twice: give each name once.", nameof(names));
            if (probability is not (>= 0 and <= 1))
            {
                throw new ArgumentException(
                    $"'{name}' has {probability}, which is no probability: give a number from 0 to 1.", nameof(names));
            }
        }

        List<(string Name, double Probability)> ordered = [.. names.OrderByDescending(name => name.Probability)
            .ThenBy(name => name.Name, StringComparer.Ordinal)];
        var drawn = ordered.Take((options ?? new PrefixTreeOptions()).MaxNames).ToList();
        return new PrefixTreeChart(PrefixNode.Of(drawn)).Draw(head, drawn, names.Count);
    }

    private string Draw(ChartHead head, List<(string Name, double Probability)> drawn, int count)
    {
        foreach (var parent in _layout.Nodes.Reverse())
        {
            foreach (var child in parent.Children.Reverse())
                DrawEdge(parent, child);
        }

        foreach (var node in _layout.Nodes.Where(node => node != _layout.Root))
        {
            if (node.Children.Count == 0)
                DrawName(node);
            else
                DrawFork(node);
        }

        if (drawn.Count > 0)
            _drawing.Shape("root", new SvgPath().Rectangle(_layout.Root.X - 4, Top + _layout.Root.Y - 4, 8, 8));
        var sum = drawn.Sum(name => name.Probability);
        var foot = drawn.Count == 0
            ? "No data."
            : $"{drawn.Count} {(drawn.Count < count ? $"of {count} " : "")}names with {ChartNumber.Percent(sum)} of the probability";
        _drawing.Text("number", 0, Top + _layout.Height + 18, drawn.Count == 0 ? foot : foot + "; edges are as wide as likely");
        var best = string.Join(", ", drawn.Take(10).Select(name => $"{Shown(name.Name)} {ChartNumber.Percent(name.Probability)}"));
        return _drawing.Finish(head, drawn.Count == 0 ? foot : $"{foot}. The most probable: {best}.", Top + _layout.Height + 26);
    }

    private void DrawEdge(PlacedNode parent, PlacedNode child)
    {
        var (x, y) = (parent.X, Top + parent.Y);
        var path = new SvgPath().MoveTo(x, y);
        // Curves end at the next column, so that edges to names that are far away don't cross those of later forks.
        var bend = Math.Min(child.X, x + _layout.ColumnWidth);
        path.SwingTo(x, y, bend, Top + child.Y);
        if (bend < child.X)
            path.LineTo(child.X, Top + child.Y);
        _drawing.Shape("edge", path, width: Math.Max(ThinnestEdge, child.Node.Probability * _scale));
    }

    private void DrawFork(PlacedNode fork)
    {
        var text = _hasPercent ? $"{Name(fork.Node)} {Percent(fork.Node)}" : Name(fork.Node);
        var plate = Box.Around(fork.X, Top + fork.Y, ChartText.Width(text, NumberSize) + 4, 15);
        _drawing.Rectangle("plate", plate.Left, plate.Top, plate.Width, plate.Height, radius: 4);
        _drawing.Text("fork", fork.X, Top + fork.Y + 4, text, TextAnchor.Middle);
    }

    private void DrawName(PlacedNode leaf)
    {
        _drawing.Text("label", leaf.X + 6, Top + leaf.Y + 4.5, Name(leaf.Node));
        _drawing.Text("number", Width, Top + leaf.Y + 4, Percent(leaf.Node), TextAnchor.End);
    }

    private string Percent(PrefixNode node) => ChartNumber.Fixed(100 * node.Probability, _decimals) + " %";

    private static bool IsFork(PlacedNode node) => node.Children.Count > 0 && node.Node.Text.Length > 0;

    private static string Name(PrefixNode node) => ChartText.Cut(Shown(node.Text), NameColumn - 70, LabelSize);

    private static string Shown(string name) => ChartText.Label(name);

    private static IEnumerable<PrefixNode> Leaves(PrefixNode node) => node.Children.Count == 0 ? [node] : node.Children.SelectMany(Leaves);
}
