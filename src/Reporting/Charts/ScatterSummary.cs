namespace MlPipeline.Reporting.Charts;

/// <summary>Says in words what a map shows: how many points are in each group, and which are nearest to each other.</summary>
internal static class ScatterSummary
{
    private const int Pairs = 5, MostCompared = 400;

    /// <summary>Writes the sentences.</summary>
    /// <param name="points">Those that have a place.</param>
    /// <param name="groups">Names of the groups.</param>
    public static string Write(IReadOnlyList<ScatterPoint> points, IReadOnlyList<string> groups)
    {
        if (points.Count == 0)
            return "No data.";
        var counts = groups.Select((name, i) => $"{points.Count(point => point.Group == i)} {name}").Where(_ => groups.Count > 1);
        var compared = points.Take(MostCompared).ToList();
        var nearest = compared.SelectMany(
            (one, i) => compared.Skip(i + 1).Select(other => (one, other, Distance: double.Hypot(one.X - other.X, one.Y - other.Y))))
            .OrderBy(pair => pair.Distance).Take(Pairs)
            .Select(pair => $"{ChartText.Label(pair.one.Text)} and {ChartText.Label(pair.other.Text)} {ChartNumber.Value(pair.Distance)}")
                .ToList();
        return $"{string.Join(", ", counts.Prepend($"{points.Count} points"))}." +
            (nearest.Count == 0 ? "" : $" Nearest pairs, with their distance: {string.Join("; ", nearest)}.");
    }
}
